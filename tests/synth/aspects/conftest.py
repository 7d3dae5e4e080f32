"""The workshop with everything in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.synth.aspects.made import Made, made


@pytest.fixture
def whole() -> Iterator[Made]:
    """The workshop with all behaviours and all that aspects may leave out."""
    workshop = made(whole=True)
    yield workshop
    workshop.live.close()
