"""BFCL's classes behave as toolsets."""

from __future__ import annotations

import pytest

from agentgym import ToolCall
from agentgym_envs.bfcl.toolset import BFCLToolset
from tests.conformance.toolset import CHECKS, Check, Subject

FILES = Subject(
    make=BFCLToolset,
    initial={
        "classes": ["GorillaFileSystem", "MathAPI"],
        "config": {
            "GorillaFileSystem": {
                "root": {
                    "home": {
                        "type": "directory",
                        "contents": {
                            "a.txt": {"type": "file", "content": "one\ntwo"},
                            "b": {"type": "directory", "contents": {}},
                        },
                    }
                }
            }
        },
    },
    reads=(
        ToolCall("ls", {"a": True}),
        ToolCall("cat", {"file_name": "a.txt"}),
        ToolCall("find", {"path": ".", "name": "a"}),
        ToolCall("mean", {"numbers": [1, 2.5]}),
    ),
    writes=(
        ToolCall("mkdir", {"dir_name": "c"}),
        ToolCall("touch", {"file_name": "d.txt"}),
        ToolCall("cp", {"source": "a.txt", "destination": "b"}),
        ToolCall("mv", {"source": "d.txt", "destination": "c"}),
    ),
    refused=(
        ToolCall("mkdir", {"dir_name": "c"}),
        ToolCall("cat", {"file_name": "nothing.txt"}),
        ToolCall("cp", {"source": "b", "destination": "b"}),
        ToolCall("divide", {"a": 1, "b": 0}),
    ),
)

TWEETS = Subject(
    make=BFCLToolset,
    initial={
        "classes": ["TwitterAPI", "MessageAPI"],
        "config": {"TwitterAPI": {"authenticated": True}, "MessageAPI": {"current_user": "USR001"}},
    },
    reads=(
        ToolCall("list_all_following", {}),
        ToolCall("search_messages", {"keyword": "file"}),
        ToolCall("get_user_stats", {"username": "john"}),
    ),
    writes=(
        ToolCall("post_tweet", {"content": "hello", "tags": ["#a"]}),
        ToolCall("mention", {"tweet_id": 0, "mentioned_usernames": ["@alice"]}),
        ToolCall("comment", {"tweet_id": 0, "comment_content": "yes"}),
        ToolCall("send_message", {"receiver_id": "USR002", "message": "hello"}),
    ),
    refused=(
        ToolCall("get_tweet", {"tweet_id": 7}),
        ToolCall("send_message", {"receiver_id": "USR900", "message": "hello"}),
        ToolCall("add_contact", {"user_name": "Alice"}),
    ),
)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("subject", [FILES, TWEETS], ids=["files", "tweets"])
def test_the_api_classes_behave_as_a_toolset(subject: Subject, check: Check) -> None:
    check(subject)
