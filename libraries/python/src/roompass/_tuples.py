"""Making named tuples quickly.

Verifying makes ten of them. The function that NamedTuple puts before ``tuple.__new__``, to give the fields their names
in the call, takes longer than the tuple itself.
"""

new = tuple.__new__
"""``new(Point, (x, y))`` is ``Point(x, y)``. Nothing looks at the number of values: they are all of them."""
