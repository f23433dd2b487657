using System;
using System.Collections.Generic;
using NUnit.Framework;
using Roompass.Codec;

namespace Roompass.Tests
{
    [TestFixture]
    public class MintTests
    {
        [Test]
        public void mints_what_verify_takes_with_all_that_was_asked_for()
        {
            MintInput input = People.Ada();
            input.UserName = "Zo\u00eb \u5f20 \ud83d\ude00";
            input.Ext = "seat=7";
            input.Grant = new Grant(true, true, new[] { "lobby_ada_main" });
            Pass pass = KitToken.Verify(KitToken.Mint(input, People.Keys(), People.At(People.Now)), People.Keys(),
                                        People.Then(People.Now));
            Assert.AreEqual(Trust.Signed, pass.Trust);
            Assert.AreEqual(input.UserName, pass.UserName);
            Assert.AreEqual("lobby", pass.RoomId);
            Assert.AreEqual("seat=7", pass.Ext);
            Assert.AreEqual(input.Grant.StreamIds, pass.Grant.StreamIds);
            Assert.AreEqual(People.Now, pass.IssuedAt);
            Assert.AreEqual(People.Now + input.ExpiresIn, pass.ExpiresAt);
        }

        [Test]
        public void mints_another_token_every_time()
        {
            Dictionary<string, bool> seen = new Dictionary<string, bool>();
            // Few enough that two nonces of 31 bits are equal once in half a million runs.
            for (int i = 0; i < 100; i++)
                seen[KitToken.MintToken04(People.AdaAlone(), People.Keys(), People.At(People.Now))] = true;
            Assert.AreEqual(100, seen.Count);
        }

        [Test]
        public void uses_the_clock_of_the_machine()
        {
            DateTimeOffset before = DateTimeOffset.UtcNow;
            Pass pass = KitToken.Verify(KitToken.Mint(People.Ada(), People.Keys()), People.Keys());
            Assert.That(pass.IssuedAt, Is.InRange(before.AddSeconds(-1), DateTimeOffset.UtcNow));
        }

        private static IEnumerable<TestCaseData> WrongInputs()
        {
            yield return Case("input.AppId", input => input.AppId = 7);
            yield return Case("input.AppId", input => input.AppId = 0);
            yield return Case("input.UserId", input => input.UserId = null);
            yield return Case("input.UserId", input => input.UserId = "");
            yield return Case("input.UserId", input => input.UserId = new string('a', 65));
            yield return Case("input.UserId", input => input.UserId = "\u00e4da");
            yield return Case("input.RoomId", input => input.RoomId = null);
            yield return Case("input.RoomId", input => input.RoomId = "my room");
            yield return Case("input.RoomId", input => input.RoomId = new string('r', 129));
            yield return Case("input.UserName", input => input.UserName = "A\nda");
            yield return Case("input.UserName", input => input.UserName = "\ud800");
            yield return Case("input.UserName", input => input.UserName = new string('\u5f20', 86));
            yield return Case("input.ExpiresIn", input => input.ExpiresIn = TimeSpan.Zero);
            yield return Case("input.ExpiresIn", input => input.ExpiresIn = TimeSpan.FromSeconds(-5));
            yield return Case("input.ExpiresIn", input => input.ExpiresIn = TimeSpan.FromMilliseconds(1500));
            yield return Case("input.ExpiresIn", input => input.ExpiresIn = TimeSpan.FromSeconds(86401));
            yield return Case("input.Format", input => input.Format = (TokenFormat)5);
            yield return Case("input.Ext", input => input.Ext = "\u00e4");
            yield return Case("input.Ext", input => input.Ext = new string('e', 513));
            yield return Case("input.Grant.StreamIds", input => input.Grant = new Grant(true, true, Many()));
        }

        private static TestCaseData Case(string argument, Action<MintInput> spoil)
        {
            return new TestCaseData(argument, spoil);
        }

        /// <summary>Each is allowed; together they are too long for a payload.</summary>
        private static IEnumerable<string> Many()
        {
            for (int i = 0; i < 5; i++) yield return new string('s', 250);
        }

        [TestCaseSource("WrongInputs")]
        public void names_the_argument_of_a_wrong_call(string argument, Action<MintInput> spoil)
        {
            MintInput input = People.Ada();
            spoil(input);
            People.Wrong(argument, () => KitToken.Mint(input, People.Keys()));
        }

        [Test]
        public void names_what_else_is_wrong()
        {
            People.Wrong("input", () => KitToken.Mint(null, People.Keys()));
            People.Wrong("keys", () => KitToken.Mint(People.Ada(), null));
            People.Wrong("input", () => KitToken.MintToken04(null, People.Keys()));
            People.Wrong("keys", () => KitToken.MintToken04(People.AdaAlone(), null));
            People.Wrong("streamIds", () => new Grant(true, true, new string[1]));
            People.Wrong("streamIds", () => new Grant(true, true, TooMany()));
            MintOptions options = new MintOptions { MaxLifetime = TimeSpan.Zero };
            People.Wrong("options.MaxLifetime", () => KitToken.Mint(People.Ada(), People.Keys(), options));
            People.Wrong("options.Now",
                         () => KitToken.Mint(People.Ada(), People.Keys(), People.At(DateTimeOffset.MinValue)));
            People.Wrong("input.ExpiresIn",
                         () => KitToken.Mint(People.Ada(), People.Keys(), People.At(DateTimeOffset.MaxValue)));
            Keyring two = new Keyring(new Key(1, People.Secret), new Key(2, People.Secret));
            People.Wrong("input.AppId", () => KitToken.Mint(People.Ada(), two));
        }

        private static IEnumerable<string> TooMany()
        {
            for (int i = 0; i < 101; i++) yield return "s";
        }

        [Test]
        public void a_payload_takes_the_place_of_room_and_grant()
        {
            Token04Input input = new Token04Input { UserId = "ada", ExpiresIn = TimeSpan.FromHours(1) };
            input.Payload = "{\"room_id\":\"lobby\",\"x-seat\":7}";
            Pass pass = KitToken.VerifyToken04(KitToken.MintToken04(input, People.Keys()), People.Keys());
            Assert.AreEqual(input.Payload, pass.Payload);
            Assert.AreEqual("lobby", pass.RoomId);
            input.RoomId = "lobby";
            People.Wrong("input.Payload", () => KitToken.MintToken04(input, People.Keys()));
            input.Payload = null;
            People.Wrong("input.RoomId", () => KitToken.MintToken04(input, People.Keys()));
            input.RoomId = null;
            input.Payload = "{\"demoPayload\":\"\"}";
            People.Wrong("input.Payload", () => KitToken.MintToken04(input, People.Keys()));
        }

        [Test]
        public void longer_lifetimes_are_asked_for_on_both_sides()
        {
            MintInput input = People.Ada();
            input.ExpiresIn = TimeSpan.FromDays(24);
            MintOptions any = new MintOptions { MaxLifetime = TimeSpan.MaxValue };
            string kitToken = KitToken.Mint(input, People.Keys(), any);
            People.Refused(ReasonCode.LifetimeTooLong, () => KitToken.Verify(kitToken, People.Keys()));
            VerifyOptions options = new VerifyOptions { MaxLifetime = TimeSpan.MaxValue };
            Assert.AreEqual("ada", KitToken.Verify(kitToken, People.Keys(), options).UserId);
        }

        [Test]
        public void a_nonce_is_31_bits_of_what_the_generator_gives()
        {
            MintOptions options = People.At(People.Now);
            options.Random = bytes =>
            {
                for (int i = 0; i < bytes.Length; i++) bytes[i] = 0xff;
            };
            string token = KitToken.MintToken04(People.AdaAlone(), People.Keys(), options);
            Report report = KitToken.Inspect(token, People.Keys());
            Assert.AreEqual(int.MaxValue, report.Layers.Claims.Nonce);
            Assert.AreEqual(People.Now, report.Layers.Claims.IssuedAt);
            Assert.AreEqual(Numbers.Seconds(People.Now) + 3600, Numbers.Seconds(report.Layers.Claims.ExpiresAt));
        }
    }
}
