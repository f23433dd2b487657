using System;
using System.Runtime.Serialization;

namespace Roompass
{
    /// <summary>
    /// A token was refused. <see cref="Code"/> is for programs, logs and people who help. The name is the same in all
    /// languages of Roompass. It holds no part of the token.
    /// </summary>
    /// <example><code>
    /// try { pass = KitToken.Verify(kitToken, keys); }
    /// catch (KitTokenError error) { if (error.Code == ReasonCode.TokenExpired) Renew(); else throw; }
    /// </code></example>
    [Serializable]
    public sealed class KitTokenError : Exception
    {
        internal KitTokenError(string code) : this(code, null) {}

        internal KitTokenError(string code, string claim) : base(Describe(code, claim))
        {
            Code = code;
            Claim = claim;
        }

        /// <summary>One of the first 22 of <see cref="ReasonCode"/>: the reason, as the specification spells
        /// it.</summary>
        public string Code { get; private set; }

        /// <summary>
        /// The field that broke the rule, in the spelling of the format ("user_id", "roomID"), where one field did;
        /// else null.
        /// </summary>
        public string Claim { get; private set; }

        private static string Describe(string code, string claim)
        {
            return "token refused: " + code.Replace('_', ' ') + (claim == null ? "" : " (" + claim + ")");
        }

#if !NET8_0_OR_GREATER
        // Between application domains of .NET Framework. Newer platforms have no such thing.
        private KitTokenError(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            Code = info.GetString("Code");
            Claim = info.GetString("Claim");
        }

        /// <inheritdoc/>
        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("Code", Code);
            info.AddValue("Claim", Claim);
        }
#endif
    }
}
