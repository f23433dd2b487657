package io.roompass.token;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The numbers under which ZEGOCLOUD's clients and servers report a fault, as far as they are documented or were seen.
 * A fault without numbers is one that ZEGOCLOUD does not look at.
 */
public final class ZegocloudCodes {
    private final List<Integer> web;
    private final List<Integer> nativeSdk;
    private final List<Integer> zim;
    private final List<Integer> server;

    ZegocloudCodes(List<Integer> web, List<Integer> nativeSdk, List<Integer> zim, List<Integer> server) {
        this.web = web;
        this.nativeSdk = nativeSdk;
        this.zim = zim;
        this.server = server;
    }

    /** Of the web SDK. */
    public List<Integer> web() {
        return web;
    }

    /** Of the native SDKs. */
    public List<Integer> nativeSdk() {
        return nativeSdk;
    }

    /** Of ZIM, the chat. */
    public List<Integer> zim() {
        return zim;
    }

    /** Of the server API. */
    public List<Integer> server() {
        return server;
    }

    static final ZegocloudCodes NONE = codes(list(), list(), list(), list());

    static ZegocloudCodes codes(List<Integer> web, List<Integer> nativeSdk, List<Integer> zim, List<Integer> server) {
        return new ZegocloudCodes(web, nativeSdk, zim, server);
    }

    static List<Integer> list(Integer... numbers) {
        return Collections.unmodifiableList(Arrays.asList(numbers));
    }
}
