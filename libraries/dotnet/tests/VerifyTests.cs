using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using NUnit.Framework;

namespace Roompass.Tests
{
    [TestFixture]
    public class VerifyTests
    {
        private readonly string kitToken = KitToken.Mint(People.Ada(), People.Keys(), People.At(People.Now));

        private static IEnumerable<TestCaseData> WrongOptions()
        {
            yield return Case("options.Accept", options => options.Accept = (Trust)3);
            yield return Case("options.Accept", options => options.Accept = (Trust)(-1));
            yield return Case("options.AppId", options => options.AppId = 0);
            yield return Case("options.ClockTolerance", options => options.ClockTolerance = TimeSpan.FromSeconds(301));
            yield return Case("options.ClockTolerance", options => options.ClockTolerance = TimeSpan.FromTicks(-1));
            yield return Case("options.MaxLifetime", options => options.MaxLifetime = TimeSpan.Zero);
        }

        private static TestCaseData Case(string argument, Action<VerifyOptions> spoil)
        {
            return new TestCaseData(argument, spoil);
        }

        [TestCaseSource("WrongOptions")]
        public void names_the_option_of_a_wrong_call(string argument, Action<VerifyOptions> spoil)
        {
            InspectOptions options = new InspectOptions();
            spoil(options);
            People.Wrong(argument, () => KitToken.Verify(kitToken, People.Keys(), options));
            People.Wrong(argument, () => KitToken.VerifyToken04(kitToken, People.Keys(), options));
            People.Wrong(argument, () => KitToken.Inspect(kitToken, null, options));
        }

        [Test]
        public void needs_keys()
        {
            People.Wrong("keys", () => KitToken.Verify(kitToken, null));
            People.Wrong("keys", () => KitToken.VerifyToken04(kitToken, null));
        }

        [Test]
        public void drops_the_fraction_of_a_second()
        {
            DateTimeOffset end = People.Now.AddHours(1);
            Assert.AreEqual("ada", KitToken.Verify(kitToken, People.Keys(), People.Then(end.AddTicks(-1))).UserId);
            People.Refused(ReasonCode.TokenExpired, () => KitToken.Verify(kitToken, People.Keys(), People.Then(end)));
        }

        [Test]
        public void says_which_claim_is_wrong()
        {
            VerifyOptions options = People.Then(People.Now);
            options.UserId = "bob";
            KitTokenError refusal =
                People.Refused(ReasonCode.UserMismatch, () => KitToken.Verify(kitToken, People.Keys(), options));
            Assert.AreEqual("user_id", refusal.Claim);
        }

        [Test]
        public void every_edit_of_one_character_is_refused()
        {
            Keyring keys = People.Keys();
            // An edit may break the name of the signature: what is left is sealed, and no more.
            VerifyOptions options = People.Then(People.Now);
            options.Accept = Trust.Signed;
            for (int i = 0; i < kitToken.Length; i++)
            {
                string edited = kitToken.Substring(0, i) + (kitToken[i] == 'A' ? 'B' : 'A') + kitToken.Substring(i + 1);
                Assert.Throws<KitTokenError>(() => KitToken.Verify(edited, keys, options), "at " + i);
            }
        }

        [Test]
        public void megabytes_are_refused_before_they_are_looked_at()
        {
            string huge = "04" + new string('A', 10 * 1024 * 1024);
            KitToken.Inspect(huge, People.Keys());
            Stopwatch watch = Stopwatch.StartNew();
            for (int i = 0; i < 10; i++)
                People.Refused(ReasonCode.TokenMalformed, () => KitToken.VerifyToken04(huge, People.Keys()));
            Assert.Less(watch.ElapsedMilliseconds, 500);
        }

        [Test]
        public void many_threads_may_use_one_keyring()
        {
            Keyring keys = People.Keys();
            List<Thread> threads = new List<Thread>();
            int good = 0;
            for (int i = 0; i < 8; i++)
            {
                string user = "user" + i;
                threads.Add(new Thread(() =>
                                       {
                                           for (int round = 0; round < 100; round++)
                                           {
                                               MintInput input = People.Ada();
                                               input.UserId = user;
                                               input.Format = round % 2 == 0 ? TokenFormat.Cbc : TokenFormat.Gcm;
                                               Pass pass = KitToken.Verify(KitToken.Mint(input, keys), keys);
                                               if (pass.UserId == user && pass.Trust == Trust.Signed)
                                                   Interlocked.Increment(ref good);
                                           }
                                       }));
            }
            foreach (Thread thread in threads) thread.Start();
            foreach (Thread thread in threads) thread.Join();
            Assert.AreEqual(800, good);
        }

        [Test]
        public void the_culture_of_a_thread_changes_nothing()
        {
            System.Globalization.CultureInfo before = Thread.CurrentThread.CurrentCulture;
            foreach (string name in new[] { "tr-TR", "fa-IR", "sv-SE", "de-DE" })
            {
                Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo(name);
                Assert.AreEqual(kitToken.Length,
                                KitToken.Mint(People.Ada(), People.Keys(), People.At(People.Now)).Length, 8.0, name);
                Assert.AreEqual("ada", KitToken.Verify(kitToken, People.Keys(), People.Then(People.Now)).UserId);
            }
            Thread.CurrentThread.CurrentCulture = before;
        }

        [Test]
        public void read_shows_what_anyone_can_read()
        {
            Shown shown = KitToken.Read(kitToken);
            Assert.AreEqual(People.AppId, shown.AppId);
            Assert.AreEqual("ada", shown.UserId);
            Assert.AreEqual("lobby", shown.RoomId);
            Assert.AreEqual("Ada L.", shown.UserName);
            Assert.AreEqual(People.Now.AddHours(1), shown.ExpiresAt);
            People.Refused(ReasonCode.TokenMalformed, () => KitToken.Read(null));
            People.Refused(ReasonCode.TokenMalformed, () => KitToken.Read(kitToken.Replace("#", "")));
        }
    }
}
