"""Proves tasks by execution: solvable, not trivial, every step needed, no damage unseen."""

from agentgym.certifier.certificate import Certificate, Item, check_certificate
from agentgym.certifier.prover import Certifier, certify

__all__ = ["Certificate", "Certifier", "Item", "certify", "check_certificate"]
