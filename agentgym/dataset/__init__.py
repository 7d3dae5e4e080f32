"""Sets of environments in folders: what `agentgym synth` writes."""

from agentgym.dataset.dataset import Dataset, open_dataset
from agentgym.dataset.files import FileFault, check_files
from agentgym.dataset.manifest import DatasetManifest, read_manifest
from agentgym.dataset.registering import register_dataset

__all__ = [
    "Dataset",
    "DatasetManifest",
    "FileFault",
    "check_files",
    "open_dataset",
    "read_manifest",
    "register_dataset",
]
