// Keys, people and a clock that the tests share.
using System;
using NUnit.Framework;

namespace Roompass.Tests
{
    internal static class People
    {
        internal const uint AppId = 1234567890;
        internal const string Secret = "a secret that is kept for tests!";
        internal const string OtherSecret = "another one, kept for tests too!";
        internal static readonly DateTimeOffset Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        internal static Keyring Keys() { return new Keyring(new Key(AppId, Secret)); }

        internal static MintInput Ada()
        {
            return new MintInput { UserId = "ada", RoomId = "lobby", UserName = "Ada L.", Grant = new Grant(true, true),
                                   ExpiresIn = TimeSpan.FromHours(1) };
        }

        internal static Token04Input AdaAlone()
        {
            return new Token04Input { UserId = "ada", RoomId = "lobby", Grant = new Grant(true, false),
                                      ExpiresIn = TimeSpan.FromHours(1) };
        }

        internal static MintOptions At(DateTimeOffset time) { return new MintOptions { Now = () => time }; }

        internal static VerifyOptions Then(DateTimeOffset time) { return new VerifyOptions { Now = () => time }; }

        /// <summary>Asserts a refusal, and gives it.</summary>
        internal static KitTokenError Refused(string code, TestDelegate call)
        {
            KitTokenError refusal = Assert.Throws<KitTokenError>(call);
            Assert.AreEqual(code, refusal.Code);
            return refusal;
        }

        /// <summary>Asserts that a call is wrong, and which argument is.</summary>
        internal static ArgumentException Wrong(string argument, TestDelegate call)
        {
            ArgumentException fault = Assert.Catch<ArgumentException>(call);
            Assert.AreEqual(argument, fault.ParamName);
            return fault;
        }
    }
}
