"""Puts the environments of a set together: shards, index, card, manifest."""

from __future__ import annotations

from collections.abc import Iterable

from agentgym.dataset.layout import CARD, INDEX, MANIFEST
from agentgym.dataset.manifest import DatasetManifest, FileEntry, engine, identity_of
from agentgym.dataset.own import remember
from agentgym.errors import InfrastructureError
from agentgym_synth.writing.card import card
from agentgym_synth.writing.files import write_whole
from agentgym_synth.writing.folder import SetFolder
from agentgym_synth.writing.part import Order, entry_of, read_part
from agentgym_synth.writing.request import Request
from agentgym_synth.writing.shards import IndexFile, Shards, Written
from agentgym_synth.writing.tally import Tally


def assemble(folder: SetFolder, request: Request, orders: Iterable[Order]) -> DatasetManifest:
    """Write what belongs to the whole set, from the parts, in order; the manifest last.

    One environment and the shards that are not full are in memory at a time.

    Raises:
        InfrastructureError: A part has gone.
        OSError: The file system did not take something.
    """
    files: dict[str, FileEntry] = {}

    def put(written: Iterable[Written]) -> None:
        for file in written:
            write_whole(folder.path / file.path, file.data, work=folder.work)
            files[file.path] = entry_of(file.data, content=file.content)

    tally, shards, index = Tally(), Shards(), IndexFile()
    for order in orders:
        part = read_part(order.path)
        if part is None:
            raise InfrastructureError(
                f"{order.path} was there and is gone or damaged; give the same command again"
            )
        files |= part.files
        tally.add(part.index, part.tasks)
        index.add({**part.index, "parts": list(shards.place(part.tasks, part.proofs))})
        put(shards.take_full())
    put(shards.take_rest())
    put([index.finish(INDEX)])
    identity = identity_of(request.generator, request.seed, files)
    text = card(request, tally, identity).encode()
    write_whole(folder.path / CARD, text, work=folder.work)
    files[CARD] = entry_of(text)
    manifest = DatasetManifest(
        generator=request.generator,
        seed=request.seed,
        environments=request.environments,
        tasks=request.tasks,
        splits=tally.splits(),
        kinds=dict(sorted(tally.kinds.items())),
        engine=engine(),
        identity=identity,
        files=dict(sorted(files.items())),
    )
    # Its packs were compiled here, from world files made here.
    remember(manifest.digest())
    write_whole(folder.path / MANIFEST, manifest.render(), work=folder.work)
    return manifest
