"""The one tool of the echo servers: what both list, word for word the same."""

NAME = "echo"
DESCRIPTION = "Return what was sent."
INPUT_SCHEMA = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "description": "What comes back."},
        "times": {"type": "integer", "minimum": 1, "maximum": 9, "description": "How often."},
    },
    "required": ["text"],
    "additionalProperties": False,
}
OUTPUT_SCHEMA = {
    "type": "object",
    "properties": {"echo": {"type": "string"}},
    "required": ["echo"],
}
