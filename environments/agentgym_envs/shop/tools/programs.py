"""All of the shop's tool programs, area by area."""

from agentgym_envs.shop.tools import customers, goods, money, orders, returns
from agentgym_envs.shop.tools.steps import Json

TOOLS: list[Json] = [
    *customers.TOOLS,
    *goods.TOOLS,
    *orders.TOOLS,
    *returns.TOOLS,
    *money.TOOLS,
]
