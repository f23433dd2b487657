// Tokens per second of one core, next to the plain loops of plain_loop.hpp: `roompass_bench [rounds]`. The contestants
// take turns, and the best round of each counts. With `--json` in one line, as bench/languages asks for it.
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
    /// In JSON; null for what is not asked for there.
    const char* key;
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

void printJson(const std::vector<Contestant>& contestants) {
    std::printf("{\"language\":\"cpp\",\"version\":\"%ld\",\"tokensPerSecond\":{", static_cast<long>(__cplusplus));
    const char* separator = "";
    for (const Contestant& contestant : contestants) {
        if (contestant.key == nullptr) continue;
        std::printf("%s\"%s\":%.0f", separator, contestant.key, contestant.best);
        separator = ",";
    }
    std::printf("}}\n");
}

}  // namespace

int main(int count, char** arguments) {
    const bool asJson = count > 1 && std::string(arguments[1]) == "--json";
    const int rounds = asJson ? 8 : count > 1 ? std::atoi(arguments[1]) : 20;
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
    const std::string plainSealed = bench::plainSealedMint(secret, "ada", payload);
    const std::string plainSigned = bench::plainSignedMint(secret, "ada", payload);
    std::vector<Contestant> contestants = {
        {"a plain loop that encrypts", "plainMint", [&] { return bench::plainMint(secret, "ada", payload).size(); }, 0},
        {"a plain loop that seals", "plainMintSealed",
         [&] { return bench::plainSealedMint(secret, "ada", payload).size(); }, 0},
        {"mintToken04", "mintSealed", [&] { return roompass::mintToken04(claims, keys).size(); }, 0},
        {"a plain loop that signs as well", "plainMintSigned",
         [&] { return bench::plainSignedMint(secret, "ada", payload).size(); }, 0},
        {"mint, which signs as well", "mintSigned", [&] { return roompass::mint(input, keys).size(); }, 0},
        {"GenerateToken04", nullptr,
         [&] {
             using ZEGO::SERVER_ASSISTANT::ZegoServerAssistant;
             return ZegoServerAssistant::GenerateToken04(1234567890, "ada", secret, 3600, payload).token.size();
         },
         0},
        {"a plain loop that decrypts", "plainVerify", [&] { return bench::plainOpen(secret, plain).size(); }, 0},
        {"a plain loop, sealed tokens", "plainVerifySealed",
         [&] { return bench::plainSealedOpen(secret, plainSealed).size(); }, 0},
        {"verifyToken04", "verifySealed", [&] { return roompass::verifyToken04(token04, keys).userId.size(); }, 0},
        {"a plain loop, signed tokens", "plainVerifySigned",
         [&] { return bench::plainSignedOpen(secret, plainSigned).size(); }, 0},
        {"verify of a signed Kit Token", "verifySigned", [&] { return roompass::verify(kitToken, keys).userId.size(); },
         0},
    };
    for (int round = 0; round < rounds; round++) {
        for (Contestant& contestant : contestants) contestant.best = std::max(contestant.best, perSecond(contestant));
    }
    if (asJson) {
        printJson(contestants);
        return 0;
    }
    for (const Contestant& contestant : contestants)
        std::printf("%-32s %9.0f tokens/s\n", contestant.name, contestant.best);
    return 0;
}
