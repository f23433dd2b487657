package io.roompass.token;

import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The keys of one app, or of all. */
final class Ring {
    /** Null where no key mints. */
    final AppKey active;
    /** In the order in which they are tried. */
    final List<AppKey> verifying;

    final List<AppKey> retired;

    Ring(Collection<AppKey> keys) {
        // Keys of one state stay in the order in which they were given.
        List<AppKey> sorted =
                keys.stream().sorted(Comparator.comparing(key -> key.state)).collect(toList());
        verifying = sorted.stream().filter(key -> key.state != KeyState.RETIRED).collect(toList());
        retired = sorted.stream().filter(key -> key.state == KeyState.RETIRED).collect(toList());
        active = sorted.stream()
                .filter(key -> key.state == KeyState.ACTIVE)
                .findFirst()
                .orElse(null);
    }
}
