// Tokens per second of one core, next to a plain loop over AES-CBC that proves and checks nothing: `roompass_bench
// [rounds]`. The contestants take turns, and the best round of each counts.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "plain_loop.hpp"
#include "roompass/token.hpp"
#include "roompass/zego/ZegoServerAssistant.h"

namespace {

constexpr int tokensPerRound = 10000;
const std::string secret = "Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6";
const std::string payload = "{\"room_id\":\"lobby\",\"privilege\":{\"1\":1,\"2\":1},\"stream_id_list\":null}";

struct Contestant {
    const char* name;
    /// Gives something that nobody can leave out.
    std::function<std::size_t()> run;
    double best;
};

double perSecond(const Contestant& contestant) {
    const auto start = std::chrono::steady_clock::now();
    std::size_t sum = 0;
    for (int i = 0; i < tokensPerRound; i++) sum += contestant.run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (sum == 0) std::abort();
    return tokensPerRound / took.count();
}

}  // namespace

int main(int count, char** arguments) {
    const int rounds = count > 1 ? std::atoi(arguments[1]) : 20;
    const roompass::Keyring keys({{1234567890, secret}});
    roompass::MintInput input;
    input.userId = "ada";
    input.roomId = "lobby";
    input.userName = "Ada";
    input.grant = roompass::Grant(true, true);
    input.expiresIn = std::chrono::hours(1);
    roompass::Token04Input claims;
    claims.userId = "ada";
    claims.roomId = "lobby";
    claims.grant = input.grant;
    claims.expiresIn = input.expiresIn;
    const std::string kitToken = roompass::mint(input, keys);
    const std::string token04 = roompass::mintToken04(claims, keys);
    const std::string plain = bench::plainMint(secret, "ada", payload);
    std::vector<Contestant> contestants = {
        {"a plain loop that encrypts", [&] { return bench::plainMint(secret, "ada", payload).size(); }, 0},
        {"mintToken04", [&] { return roompass::mintToken04(claims, keys).size(); }, 0},
        {"mint, which signs as well", [&] { return roompass::mint(input, keys).size(); }, 0},
        {"GenerateToken04",
         [&] {
             using ZEGO::SERVER_ASSISTANT::ZegoServerAssistant;
             return ZegoServerAssistant::GenerateToken04(1234567890, "ada", secret, 3600, payload).token.size();
         },
         0},
        {"a plain loop that decrypts", [&] { return bench::plainOpen(secret, plain).size(); }, 0},
        {"verifyToken04", [&] { return roompass::verifyToken04(token04, keys).userId.size(); }, 0},
        {"a plain loop over Kit Tokens", [&] { return bench::plainOpenKit(secret, kitToken).size(); }, 0},
        {"verify of a signed Kit Token", [&] { return roompass::verify(kitToken, keys).userId.size(); }, 0},
    };
    for (int round = 0; round < rounds; round++) {
        for (Contestant& contestant : contestants) contestant.best = std::max(contestant.best, perSecond(contestant));
    }
    for (const Contestant& contestant : contestants)
        std::printf("%-30s %9.0f tokens/s\n", contestant.name, contestant.best);
    return 0;
}
