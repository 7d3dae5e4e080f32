"""`python -m agentgym`: the command line."""

import sys

from agentgym.cli.main import main

sys.exit(main())
