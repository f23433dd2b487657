// What contradicts what in an opened token, in numbers where there are some. The contradictions themselves are in
// Consistency.cs.
using System.Collections.Generic;
using Roompass.Codec;
using Roompass.Verification;

namespace Roompass.Inspection
{
    internal static class Conflicts
    {
        /// <summary>A minting so far ahead is a clock that is wrong, and not a date that is meant.</summary>
        private const int ClockFault = 86400;

        internal static IEnumerable<Finding> Explain(KitTokenError conflict, Claims claims, long headerExpire,
                                                     Terms terms)
        {
            List<Finding> findings = new List<Finding>();
            string code = conflict.Code;
            switch (code)
            {
                case ReasonCode.AppMismatch:
                    findings.Add(new Finding(code, "The claims name app " + Numbers.Decimal(claims.AppId) + "."));
                    break;
                case ReasonCode.ExpiryMismatch: findings.Add(new Finding(code, Expiries(claims, headerExpire))); break;
                case ReasonCode.LifetimeTooLong:
                    string lifetime = Span(claims.ExpiresAt - claims.IssuedAt);
                    string allowed = Span(terms.MaxLifetime);
                    findings.Add(new Finding(code, "It lives for " + lifetime + "; " + allowed + " are allowed."));
                    break;
                case ReasonCode.NotYetValid:
                    long ahead = claims.IssuedAt - terms.Now;
                    string detail = "It is so by " + Span(ahead) + ".";
                    if (ahead < ClockFault) findings.Add(new Finding(ReasonCode.ClockAhead, detail));
                    findings.Add(new Finding(code, detail));
                    break;
                case ReasonCode.TokenExpired: findings.Add(Expired(claims.ExpiresAt, terms)); break;
                default: findings.Add(new Finding(conflict)); break;
            }
            return findings;
        }

        internal static Finding Expired(long expire, Terms terms)
        {
            return new Finding(ReasonCode.TokenExpired, "It did so " + Span(terms.Now - expire) + " ago.");
        }

        private static string Expiries(Claims claims, long headerExpire)
        {
            string inside = Numbers.Decimal(claims.ExpiresAt);
            if (claims.ExpiresAt == headerExpire)
                return "Minted at " + Numbers.Decimal(claims.IssuedAt) + ", it expires at " + inside + ".";
            bool cut = headerExpire == (claims.ExpiresAt & uint.MaxValue);
            return "Outside it is " + Numbers.Decimal(headerExpire) +
                   (cut ? ", cut to 32 bits as the web kit does" : "") + ", inside " + inside + ".";
        }

        /// <summary>A length of time as people say it.</summary>
        private static string Span(long seconds)
        {
            if (seconds >= 172800) return Rounded(seconds, 86400, "days");
            if (seconds >= 7200) return Rounded(seconds, 3600, "hours");
            if (seconds >= 300) return Rounded(seconds, 60, "minutes");
            return Numbers.Decimal(seconds) + " seconds";
        }

        private static string Rounded(long seconds, long unit, string name)
        {
            return Numbers.Decimal((seconds + unit / 2) / unit) + " " + name;
        }
    }
}
