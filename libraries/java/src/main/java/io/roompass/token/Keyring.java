package io.roompass.token;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys of one or several apps: which secret mints, and which still verify. It derives its keys once, does not
 * change, and any number of threads may use it. It prints as the names of its keys.
 */
public final class Keyring {
    /** What is tried for every token must stay short. */
    private static final int MAX_KEYS = 4;
    /** 32 random hex digits have fewer different ones once in 27 million. */
    private static final int FEWEST_CHARACTERS = 8;
    /** They stand in documents and tutorials, where everybody can read them. */
    private static final Set<String> PUBLISHED_SAMPLES = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(
            "0123456789abcdef0123456789abcdef",
            "fa94dd0f974cf2e293728a526b028271",
            "12345678901234567890123456789012")));

    private final Map<Long, Ring> rings = new LinkedHashMap<>();
    private final Ring all;

    private Keyring(Map<Long, List<AppKey>> keys) {
        keys.forEach((appId, own) -> rings.put(appId, new Ring(own)));
        all = new Ring(keys.values().stream().flatMap(Collection::stream).collect(toList()));
    }

    /** See {@link #of(Collection)}. */
    public static Keyring of(Key... keys) {
        return of(Arrays.asList(Arguments.given("keys", keys)));
    }

    /**
     * Derives all keys.
     *
     * @param keys at least one; one to four for each app, of which one at most is active
     * @throws IllegalArgumentException naming the key by its place, never showing it
     */
    public static Keyring of(Collection<Key> keys) {
        Arguments.check(!Arguments.given("keys", keys).isEmpty(), "keys", "must hold at least one key");
        Map<Long, List<AppKey>> byApp = new LinkedHashMap<>();
        int place = 0;
        for (Key entry : keys) {
            String name = "keys[" + place++ + "]";
            AppKey key = AppKey.of(entry, name);
            List<AppKey> others = byApp.computeIfAbsent(key.appId(), appId -> new ArrayList<>());
            checkPlace(key, others, name);
            others.add(key);
        }
        return new Keyring(byApp);
    }

    private static void checkPlace(AppKey key, List<AppKey> others, String name) {
        Arguments.check(others.size() < MAX_KEYS, name, "is one too many: an app has at most " + MAX_KEYS + " keys");
        for (AppKey other : others) {
            Arguments.check(!other.kid().equals(key.kid()), name + ".serverSecret", "is in the keyring already");
            Arguments.check(
                    other.state != KeyState.ACTIVE || key.state != KeyState.ACTIVE,
                    name + ".state",
                    "must be NEXT, PREVIOUS or RETIRED: an app has one active key");
        }
    }

    /** The apps, in the order of their first keys. */
    public List<Long> appIds() {
        return Collections.unmodifiableList(new ArrayList<>(rings.keySet()));
    }

    /** The keys app by app, those of one app in the order in which they are tried. */
    public List<KeyInfo> keys() {
        return Collections.unmodifiableList(rings.values().stream()
                .flatMap(ring -> Stream.concat(ring.verifying.stream(), ring.retired.stream()))
                .map(AppKey::info)
                .collect(toList()));
    }

    /**
     * Whether a ServerSecret is no secret: published as a sample, or of fewer than 8 different characters. Servers
     * should refuse it; verifying does not care.
     */
    public static boolean isWeakServerSecret(String serverSecret) {
        return serverSecret.chars().distinct().count() < FEWEST_CHARACTERS || PUBLISHED_SAMPLES.contains(serverSecret);
    }

    /** The names of the keys. */
    @Override
    public String toString() {
        return keys().stream().map(KeyInfo::kid).collect(joining(",", "Keyring[kid=", "]"));
    }

    /** The keys of every app together. */
    Ring all() {
        return all;
    }

    /** The keys of one app that verify. A secret is never tried for another app's token (R13). */
    List<AppKey> candidates(long appId) {
        Ring ring = rings.get(appId);
        if (ring == null) {
            throw new KitTokenError(Code.KEY_UNKNOWN, "appID");
        }
        return ring.verifying;
    }

    /** The active key of an app, and for app 0 that of the only one. */
    AppKey mintingKey(long appId, String argument) {
        Arguments.check(appId != 0 || rings.size() == 1, argument, "must be given: the keyring has several apps");
        Ring ring = appId == 0 ? all : rings.get(appId);
        Arguments.check(
                ring != null && ring.active != null, argument, "is of an app for which the keyring has no active key");
        return ring.active;
    }
}
