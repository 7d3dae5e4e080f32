"""Puts the environments of a set into the registries."""

from __future__ import annotations

from pathlib import Path

from agentgym.dataset.dataset import Dataset, open_dataset
from agentgym.errors import DuplicateEnvironmentError, UnknownEnvironmentError
from agentgym.registry import find, find_all, load, register, unregister


def register_dataset(
    folder: Path | str | Dataset, *, replace: bool = False, packs: bool | None = None
) -> Dataset:
    """Make the environments of a set known to AgentGym and to Gymnasium.

    An installed generator may know the same ids already. A set stands in their place if it means
    the same by them. That is found out from the first such environment, because all of a set come
    from one version of the generator, and all that is installed from another, or the same.

    Args:
        folder: Where the set is, or the set, opened.
        replace: Do not ask: what the set means by an id holds from now on.
        packs: See `open_dataset`.

    Returns:
        The set, opened.

    Raises:
        InvalidDatasetError: The folder holds no set or half of one, or it is damaged.
        DuplicateEnvironmentError: An id stands for something else already; nothing was registered.
    """
    dataset = folder if isinstance(folder, Dataset) else open_dataset(folder, packs=packs)
    if not replace:
        listed = _listed()
        taken = (one for one in dataset.ids if one in listed)
        _compare(dataset, next(taken, dataset.ids[0]))
    listed = _listed()
    for spec in dataset.specs():
        if spec.id in listed:
            unregister(spec.id)
        register(spec)
    return dataset


def _listed() -> set[str]:
    return {spec.id for spec in find_all()}


def _compare(dataset: Dataset, environment_id: str) -> None:
    try:
        find(environment_id)
    except UnknownEnvironmentError:
        return
    if load(environment_id).ground == dataset.environment(environment_id).ground:
        return
    raise DuplicateEnvironmentError(
        f"{environment_id} of {dataset.folder} is not the {environment_id} that is registered "
        f"already: the set was made by generator {dataset.manifest.generator} of AgentGym "
        f"{dataset.manifest.version}. Say replace=True to mean the set's from now on, or use the "
        "set's own: agentgym.dataset.open_dataset(...).environment(id)"
    )
