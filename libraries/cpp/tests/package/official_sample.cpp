// A program as ZEGOCLOUD's own readme writes them: nothing in it knows of this library.
#include <stdint.h>

#include <cstdio>
#include <map>

#include "ZegoServerAssistant.h"

using namespace ZEGO::SERVER_ASSISTANT;

int main() {
    uint32_t appID = 1;
    std::string userID = "demo";
    std::string secret = "12345678900987654321123456789012";
    int64_t effectiveTimeInSeconds = 3600;
    std::map<int, int> privilege{{kPrivilegeLogin, 1}, {kPrivilegePublish, 1}};
    ZegoServerAssistant zegoServerAssistant;
    ZegoToken04Result result = zegoServerAssistant.GenerateToken04(appID, userID, secret, effectiveTimeInSeconds, "");
    std::printf("token:%s\n", result.token.c_str());
    std::printf("error code : %d\n", result.errorInfo.errorCode);
    return privilege.size() == 2 && result.errorInfo.errorCode == success ? 0 : 1;
}
