"""The sparse-attention policy model, its kernels, and learning."""

__all__: list[str] = []
