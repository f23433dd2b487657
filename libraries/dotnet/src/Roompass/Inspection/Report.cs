using System.Collections.Generic;
using System.Collections.ObjectModel;
using Roompass.Inspection;

namespace Roompass
{
    /// <summary>What inspecting tells. The layers in it are in Layers.cs.</summary>
    public sealed class Report
    {
        internal Report(TokenKind kind, Walk walk)
        {
            Kind = kind;
            Layers = walk.Layers;
            Problems = ListOf(walk.Problems);
            Warnings = ListOf(walk.Warnings);
            Ok = Problems.Count == 0;
            Primary = Ok ? null : Problems[0].Code;
        }

        /// <summary>What the text is by its looks.</summary>
        public TokenKind Kind { get; private set; }

        /// <summary>
        /// True when there is no problem. With keys: exactly when verifying takes the text as it came, on the same
        /// terms. Without keys nothing is proved.
        /// </summary>
        public bool Ok { get; private set; }

        /// <summary>The code that explains most; null when there is no problem.</summary>
        public string Primary { get; private set; }

        /// <summary>Everything that is wrong, the most telling first.</summary>
        public ReadOnlyCollection<Problem> Problems { get; private set; }

        /// <summary>What does not make the token bad, and should be known.</summary>
        public ReadOnlyCollection<Problem> Warnings { get; private set; }

        /// <summary>What was found, from the outside in.</summary>
        public Layers Layers { get; private set; }

        /// <summary>Each code once, with the first detail that was found.</summary>
        private static ReadOnlyCollection<Problem> ListOf(List<Finding> findings)
        {
            List<string> order = new List<string>();
            Dictionary<string, string> details = new Dictionary<string, string>();
            foreach (Finding finding in findings)
            {
                string detail;
                if (!details.TryGetValue(finding.Code, out detail)) order.Add(finding.Code);
                details[finding.Code] = detail ?? finding.Detail;
            }
            return order.ConvertAll(code => new Problem(code, details[code])).AsReadOnly();
        }
    }

    /// <summary>A code, what it means for this token, and what mends it.</summary>
    public sealed class Problem
    {
        internal Problem(string code, string detail)
        {
            Reason reason = Reason.Of(code);
            Code = code;
            Message = detail == null ? reason.Message : reason.Message + " " + detail;
            Fix = reason.Fix;
            Zegocloud = reason.Zegocloud;
        }

        /// <summary>One of <see cref="ReasonCode"/>.</summary>
        public string Code { get; private set; }

        /// <summary>The cause; it may end with what is particular to this token.</summary>
        public string Message { get; private set; }

        /// <summary>What to do about it.</summary>
        public string Fix { get; private set; }

        /// <summary>Under which numbers ZEGOCLOUD reports it.</summary>
        public ZegocloudCodes Zegocloud { get; private set; }
    }
}
