using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using Roompass.Inspection;

namespace Roompass
{
    /// <summary>What a code means, for every token that has it.</summary>
    public sealed class Reason
    {
        private static readonly Dictionary<string, Reason> All = MakeAll();

        internal Reason(string message, string fix, ZegocloudCodes zegocloud)
        {
            Message = message;
            Fix = fix;
            Zegocloud = zegocloud;
        }

        /// <summary>The cause, in a sentence or two.</summary>
        public string Message { get; private set; }

        /// <summary>What to do about it.</summary>
        public string Fix { get; private set; }

        /// <summary>Under which numbers ZEGOCLOUD reports it.</summary>
        public ZegocloudCodes Zegocloud { get; private set; }

        /// <summary>What a code of <see cref="ReasonCode"/> means.</summary>
        /// <exception cref="ArgumentException">There is no such code.</exception>
        public static Reason Of(string code)
        {
            if (code == null) throw new ArgumentNullException("code");
            Reason reason;
            if (!All.TryGetValue(code, out reason)) throw new ArgumentException("must be one of ReasonCode", "code");
            return reason;
        }

        private static Dictionary<string, Reason> MakeAll()
        {
            Dictionary<string, Reason> all = new Dictionary<string, Reason>();
            RefusalTexts.AddTo(all);
            ExplanationTexts.AddTo(all);
            return all;
        }
    }

    /// <summary>
    /// The numbers under which ZEGOCLOUD's clients and servers report a fault, as far as they are documented or were
    /// seen.
    /// </summary>
    public sealed class ZegocloudCodes
    {
        internal static readonly ZegocloudCodes None = new ZegocloudCodes(null, null, null, null);

        /// <summary>What the clients say of a token that they or the servers cannot read.</summary>
        internal static readonly ZegocloudCodes Unreadable =
            new ZegocloudCodes(new[] { 1102016 }, new[] { 1002074, 1002075 }, new[] { 6000103 }, null);

        /// <summary>What they say of one that does not belong to the app, or was made with another secret.</summary>
        internal static readonly ZegocloudCodes Foreign = new ZegocloudCodes(
            new[] { 1102016, 1102020 }, new[] { 1002033 }, new[] { 6000101, 6000103 }, new[] { 20014, 20015 });

        internal ZegocloudCodes(int[] web, int[] native, int[] zim, int[] server)
        {
            Web = ListOf(web);
            Native = ListOf(native);
            Zim = ListOf(zim);
            Server = ListOf(server);
        }

        /// <summary>Of the web engine.</summary>
        public ReadOnlyCollection<int> Web { get; private set; }

        /// <summary>Of the engines for other platforms.</summary>
        public ReadOnlyCollection<int> Native { get; private set; }

        /// <summary>Of ZIM.</summary>
        public ReadOnlyCollection<int> Zim { get; private set; }

        /// <summary>Of the servers.</summary>
        public ReadOnlyCollection<int> Server { get; private set; }

        private static ReadOnlyCollection<int> ListOf(int[] codes)
        {
            return new ReadOnlyCollection<int>(codes ?? new int[0]);
        }
    }
}
