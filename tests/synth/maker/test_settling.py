"""What the words of a turn mean once it has been done."""

from __future__ import annotations

import agentgym
from agentgym_synth.generator import Identity, lay_ground


def test_what_is_done_in_a_turn_fits_no_words_of_it_that_it_did_not_fit_before() -> None:
    fewer = 0
    for number in (5, 6, 12, 37):
        environment = agentgym.load(f"synth-clinic-{number:04}-v1")
        ground = lay_ground(Identity("clinic", 0, number))
        live = ground.world.open()
        for task in map(environment.task, environment.tasks):
            if task.kind != "change" or len(task.turns) > 1:
                continue
            live.reset(0)
            for call in task.solution[0].calls:
                live.call(call)
            for mention in task.mentions:
                if mention.order is not None:
                    continue
                sql = f"SELECT {mention.among}_id FROM {mention.among} WHERE {mention.where}"
                found = {row[0] for row in live.read(sql, {"today": ground.today})}
                meant = mention.picks if isinstance(mention.picks, list) else [mention.picks]
                assert found <= set(meant), (task.turns, mention)
                fewer += found < set(meant)
        live.close()
    assert fewer
