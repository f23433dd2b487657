// Tokens per second, next to a plain loop over the platform's own AES-CBC call: JSON, a fresh cipher under a random IV,
// base64, and no check at all. The best of many short runs, taken in turn; what counts is how they compare.
// With --json fewer runs, and one line as bench/languages asks for it.
using System;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
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

        private static readonly byte[] SecretBytes = Encoding.ASCII.GetBytes(Secret);
        private static readonly RandomNumberGenerator Random = RandomNumberGenerator.Create();

        /// <summary>Names in JSON; null for what is not asked for there.</summary>
        private static readonly string[] JsonNames = {
            "plainMint", "mintSealed", "mintSigned", null, "plainVerify", "verifySealed", "verifySigned",
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
            string[] names = {
                "plain loop that encrypts",     "MintToken04",
                "Mint, which signs as well",    "ServerAssistant.GenerateToken04",
                "plain loop that decrypts",     "VerifyToken04",
                "Verify of a signed Kit Token",
            };
            Action[] subjects = {
                () => Encrypt(),
                () => KitToken.MintToken04(alone, keys),
                () => KitToken.Mint(input, keys),
                () => ServerAssistant.GenerateToken04(1234567890, "ada", Secret, 3600, Payload),
                () => Decrypt(token),
                () => KitToken.VerifyToken04(token, keys),
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
                                  best[i] / best[i < 4 ? 0 : 4]);
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

        private static string Encrypt()
        {
            byte[] iv = new byte[16];
            byte[] nonce = new byte[4];
            Random.GetBytes(iv);
            Random.GetBytes(nonce);
            long now = (long)(DateTime.UtcNow - new DateTime(1970, 1, 1)).TotalSeconds;
            string json = string.Format(
                "{{\"app_id\":{0},\"user_id\":\"{1}\",\"nonce\":{2},\"ctime\":{3},\"expire\":{4},\"payload\":\"{5}\"}}",
                1234567890, "ada", BitConverter.ToInt32(nonce, 0), now, now + 3600, Payload.Replace("\"", "\\\""));
            byte[] plaintext = Encoding.UTF8.GetBytes(json);
            using (Aes aes = Aes.Create()) using (ICryptoTransform encryptor = aes.CreateEncryptor(SecretBytes, iv))
            {
                byte[] ciphertext = encryptor.TransformFinalBlock(plaintext, 0, plaintext.Length);
                byte[] raw = new byte[28 + ciphertext.Length];
                Buffer.BlockCopy(iv, 0, raw, 10, 16);
                Buffer.BlockCopy(ciphertext, 0, raw, 28, ciphertext.Length);
                return "04" + Convert.ToBase64String(raw);
            }
        }

        private static string Decrypt(string token)
        {
            byte[] raw = Convert.FromBase64String(token.Substring(2));
            byte[] iv = new byte[16];
            Buffer.BlockCopy(raw, 10, iv, 0, 16);
            using (Aes aes = Aes.Create()) using (ICryptoTransform decryptor =
                                                      aes.CreateDecryptor(SecretBytes, iv)) return Encoding.UTF8
                .GetString(decryptor.TransformFinalBlock(raw, 28, raw.Length - 28));
        }
    }
}
