"""The names that each package shows: a new one is a decision."""

from __future__ import annotations

from importlib import import_module

import pytest

NAMES = {
    "agentgym": "AgentGymError Check Environment EnvironmentSpec FunctionToolset Goal Score "
    "SolutionTurn Task Tool ToolCall ToolEnv ToolError ToolResult Toolset Verifier World "
    "__version__ certify find find_all load register run tool unregister wrap_mcp",
    "agentgym.certifier": "Certificate Certifier Item certify check_certificate",
    "agentgym.dataset": "Dataset DatasetManifest FileFault check_files open_dataset read_manifest "
    "register_dataset",
    "agentgym.functions": "FunctionToolset JsonState tool",
    "agentgym.mcp": "CallTool Directory Files MCPToolset Probe ServerSetup View "
    "environment_from_file wrap_mcp",
    "agentgym.mcp.serving": "Answer ControlPlane Created Creation Offer Status",
    "agentgym.process": "ProcessToolset",
    "agentgym.rollout": "Actor Completion Constant EpisodeStart Policy Random RecordedCall "
    "RecordedMessage Replay RunManifest RunSettings RunSummary Scripted Segment Tally Trajectory "
    "arun policy_named read_manifest read_script read_trajectories rollout rollout_seed run",
    "agentgym.sampling": "Draws sample_arguments",
    "agentgym.schema": "ArgumentChecker checker_for compile_schema text_fault",
    "agentgym.world": "LiveWorld Pick World WorldSpec WorldState",
    "agentgym_envs": "",
    "agentgym_policies": "",
    "agentgym_synth": "",
    "agentgym_synth.writing": "Made Source write_dataset",
}


@pytest.mark.parametrize("package", NAMES)
def test_a_package_shows_these_names_and_has_them_all(package: str) -> None:
    module = import_module(package)
    assert sorted(module.__all__) == sorted(NAMES[package].split())
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = import_module("agentgym").nothing
