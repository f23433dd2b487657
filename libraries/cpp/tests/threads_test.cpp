// One keyring, many threads. Under the thread sanitizer it shows more than it says here.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "people.hpp"
#include "roompass/zego/ZegoServerAssistant.h"

namespace roompass {
namespace testing_ {
namespace {

void inThreads(const std::function<void(int number)>& work) {
    std::vector<std::thread> threads;
    for (int number = 0; number < 8; number++) threads.emplace_back(work, number);
    for (std::thread& thread : threads) thread.join();
}

TEST(Threads, share_a_keyring) {
    const Keyring keys = testKeys();
    std::atomic<int> good{0};
    inThreads([&](int number) {
        MintInput input = ada();
        input.userId = "user-" + std::to_string(number);
        input.format = number % 2 == 0 ? Format::Cbc : Format::Gcm;
        for (int turn = 0; turn < 100; turn++) {
            const std::string token = mint(input, keys);
            const bool isRefused = static_cast<bool>(codeOf([&] { verify(token + "x", keys); }));
            if (isRefused && verify(token, keys).userId == input.userId && inspect(token, keys).ok) good++;
        }
    });
    EXPECT_EQ(good, 800);
}

TEST(Threads, share_the_official_generator) {
    using ZEGO::SERVER_ASSISTANT::ZegoServerAssistant;
    const Keyring keys({{1, testSecret}, {2, otherSecret}});
    std::atomic<int> good{0};
    inThreads([&](int number) {
        const std::uint32_t appId = number % 2 == 0 ? 1 : 2;
        const std::string& secret = appId == 1 ? testSecret : otherSecret;
        for (int turn = 0; turn < 100; turn++) {
            const auto result = ZegoServerAssistant::GenerateToken04(appId, "ada", secret, 60, "");
            if (verifyToken04(result.token, keys).appId == appId) good++;
        }
    });
    EXPECT_EQ(good, 800);
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
