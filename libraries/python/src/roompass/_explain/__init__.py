"""How inspect finds out what is wrong with a text: its looks, its damage, its layers."""
