package io.roompass.token;

import static io.roompass.token.People.ada;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.zego.serverassistant.utils.TokenServerAssistant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final int THREADS = 8;
    private static final int TOKENS = 250;

    @Test
    void oneKeyringServesManyThreads() throws InterruptedException, ExecutionException {
        Keyring keys = People.keys();
        everywhere(thread -> {
            String user = "user-" + thread;
            Format format = thread % 2 == 0 ? Format.GCM : Format.CBC;
            MintInput input = ada().userId(user).format(format).build();
            Pass pass = Roompass.verify(Roompass.mint(input, keys), keys);
            assertEquals(Trust.SIGNED, pass.trust());
            assertEquals(user, pass.userId());
        });
    }

    @Test
    void theDropInServesManyThreadsWithKeysOfTheirOwn() throws InterruptedException, ExecutionException {
        Keyring keys = Keyring.of(new Key(1, People.SECRET), new Key(2, People.OTHER_SECRET));
        everywhere(thread -> {
            int appId = 1 + thread % 2;
            String secret = appId == 1 ? People.SECRET : People.OTHER_SECRET;
            String token = TokenServerAssistant.generateToken04(appId, "ada", secret, 60, "").data;
            assertEquals(appId, Roompass.verifyToken04(token, keys).appId());
        });
    }

    private interface Work {
        void by(int thread);
    }

    private static void everywhere(Work work) throws InterruptedException, ExecutionException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            tasks.add(() -> {
                for (int i = 0; i < TOKENS; i++) {
                    work.by(number);
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
