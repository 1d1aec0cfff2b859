"""From text to notebooks."""
