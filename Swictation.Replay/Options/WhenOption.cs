using System.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Grammar;

namespace Swictation.Replay.Options;

/// <summary>A time on the command line, spelt the same way for all subcommands.</summary>
internal sealed class WhenOption : Option<When?>
{
    private WhenOption(string name, string description, string helpName, Func<string, When?> parse, string forms)
        : base(name)
    {
        HelpName = helpName;
        Description = description;
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var when = parse(text);
            if (when is null) result.AddError($"{name}: {Refusal.Of(text, forms)}");
            return when;
        };
    }

    public static WhenOption Since(string what) => new(
        "--since", $"Only {what} from then on (14:03, 2026-11-22, tuesday, 90d)", "WHEN", WhenParser.Parse, WhenParser.Forms);

    /// <summary>A day that is given is among what is meant.</summary>
    public static WhenOption Until(string what) => new(
        "--until", $"Only {what} until then; a day counts in full", "WHEN", WhenParser.Parse, WhenParser.Forms);

    public static WhenOption Of(string name, string description, string helpName = "WHEN") =>
        new(name, description, helpName, WhenParser.Parse, WhenParser.Forms);

    /// <summary>A moment, or a part of a session; it may be counted from the session's start.</summary>
    public static WhenOption InSession(string name, string description) => new(
        name, description, "TIME", WhenParser.ParseInSession, WhenParser.FormsInSession);
}
