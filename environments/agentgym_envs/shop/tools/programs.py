"""All of the shop's tool programs, area by area."""

from agentgym_envs.handwritten.steps import Json
from agentgym_envs.shop.tools import customers, goods, money, orders, returns

TOOLS: list[Json] = [
    *customers.TOOLS,
    *goods.TOOLS,
    *orders.TOOLS,
    *returns.TOOLS,
    *money.TOOLS,
]
