"""How a set keeps compiled worlds: Zstandard, which is four times as fast to undo as zlib."""

from __future__ import annotations

_LEVEL = 9
_LENGTH_BYTES = 8


def squeeze(pack: bytes) -> bytes:
    """A pack as it lies in a set: its length, and one Zstandard frame."""
    import pyarrow

    codec = pyarrow.Codec("zstd", compression_level=_LEVEL)
    squeezed: bytes = codec.compress(pack, asbytes=True)
    return len(pack).to_bytes(_LENGTH_BYTES) + squeezed


def expand(data: bytes, *, most: int) -> bytes:
    """The pack again.

    Args:
        data: What `squeeze` gave.
        most: How long it may be.

    Raises:
        ValueError: It claims to be longer, or is no frame of its length.
    """
    import pyarrow

    length = int.from_bytes(data[:_LENGTH_BYTES])
    if not 0 < length <= most:
        raise ValueError(f"it says that it holds {length} bytes, and may hold {most}")
    try:
        pack: bytes = pyarrow.decompress(
            data[_LENGTH_BYTES:], decompressed_size=length, codec="zstd", asbytes=True
        )
    except (OSError, pyarrow.ArrowException) as error:
        raise ValueError(f"it is no Zstandard frame: {error!s:.200}") from None
    if len(pack) != length:
        raise ValueError(f"it says that it holds {length} bytes, and holds {len(pack)}")
    return pack
