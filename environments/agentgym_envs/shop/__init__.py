"""A shop with orders, returns, exchanges, gift cards and support: `agentgym/shop-returns-v1`."""
