// Tokens per second, next to the plain loops of PlainLoop.cs. The best of many short runs, taken in turn; what counts
// is how they compare. With --json fewer runs, and one line as bench/languages asks for it.
using System;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ZegoServerAssistant;

namespace Roompass.Benchmarks
{
    internal static class Bench
    {
        private const string Secret = "kept on the server, told to none";
        private const string Payload =
            "{\"room_id\":\"lobby\",\"privilege\":{\"1\":1,\"2\":1},\"stream_id_list\":null}";
        private const int Rounds = 60;
        private const int RoundsForJson = 10;
        private const int Milliseconds = 40;

        /// <summary>Names in JSON; null for what is not asked for there.</summary>
        private static readonly string[] JsonNames = {
            "plainMint",   "plainMintSealed",   "mintSealed",   "plainMintSigned",   "mintSigned",   null,
            "plainVerify", "plainVerifySealed", "verifySealed", "plainVerifySigned", "verifySigned",
        };

        private static void Main(string[] arguments)
        {
            bool asJson = arguments.Length == 1 && arguments[0] == "--json";
            Keyring keys = new Keyring(new Key(1234567890, Secret));
            MintInput input = new MintInput {
                UserId = "ada",
                RoomId = "lobby",
                UserName = "Ada L.",
                Grant = new Grant(true, true),
                ExpiresIn = TimeSpan.FromHours(1),
            };
            Token04Input alone = new Token04Input {
                UserId = "ada",
                RoomId = "lobby",
                Grant = input.Grant,
                ExpiresIn = input.ExpiresIn,
            };
            string kitToken = KitToken.Mint(input, keys);
            string token = KitToken.MintToken04(alone, keys);
            PlainLoop plain = new PlainLoop(1234567890, Secret, Payload);
            string plainSealed = plain.MintSealed();
            string plainSigned = plain.MintSigned();
            if (plain.OpenSealed(plainSealed) != "ada" || plain.OpenSigned(plainSigned) != "ada")
                throw new InvalidOperationException("a plain loop does not take what it made");
            string[] names = {
                "plain loop that encrypts", "plain loop that seals",        "MintToken04",
                "plain loop that signs",    "Mint, which signs as well",    "ServerAssistant.GenerateToken04",
                "plain loop that decrypts", "plain loop, sealed",           "VerifyToken04",
                "plain loop, signed",       "Verify of a signed Kit Token",
            };
            Action[] subjects = {
                () => plain.Mint(),
                () => plain.MintSealed(),
                () => KitToken.MintToken04(alone, keys),
                () => plain.MintSigned(),
                () => KitToken.Mint(input, keys),
                () => ServerAssistant.GenerateToken04(1234567890, "ada", Secret, 3600, Payload),
                () => plain.Open(token),
                () => plain.OpenSealed(plainSealed),
                () => KitToken.VerifyToken04(token, keys),
                () => plain.OpenSigned(plainSigned),
                () => KitToken.Verify(kitToken, keys),
            };
            double[] best = new double[subjects.Length];
            for (int round = 0; round < (asJson ? RoundsForJson : Rounds); round++)
                for (int i = 0; i < subjects.Length; i++) best[i] = Math.Max(best[i], RateOf(subjects[i]));
            if (asJson)
            {
                Console.WriteLine(Json(best));
                return;
            }
            for (int i = 0; i < subjects.Length; i++)
                Console.WriteLine("{0,-34}{1,9:n0} tokens/s {2,7:f2}", names[i], best[i],
                                  best[i] / best[i < 6 ? 0 : 6]);
        }

        private static string Json(double[] best)
        {
            StringBuilder rates = new StringBuilder();
            for (int i = 0; i < best.Length; i++)
            {
                if (JsonNames[i] == null) continue;
                rates.Append(rates.Length == 0 ? "" : ",").Append('"').Append(JsonNames[i]).Append("\":");
                rates.Append(((long)best[i]).ToString(CultureInfo.InvariantCulture));
            }
            return "{\"language\":\"dotnet\",\"version\":\"" + Environment.Version + "\",\"tokensPerSecond\":{" +
                   rates + "}}";
        }

        private static double RateOf(Action subject)
        {
            Stopwatch watch = Stopwatch.StartNew();
            int count = 0;
            for (; watch.ElapsedMilliseconds < Milliseconds; count++) subject();
            return count / watch.Elapsed.TotalSeconds;
        }
    }
}
