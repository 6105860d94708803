using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>The selections of X11, by the program xclip.</summary>
internal sealed class XClipboard : IClipboard
{
    private const string Program = "xclip";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly string[] Texts = ["UTF8_STRING", "STRING", "TEXT"];

    public string? Obstacle { get; } = XDisplay.Obstacle(Program);

    public async Task<ClipboardContent> ReadAsync(bool isPrimary, CancellationToken cancellationToken)
    {
        var selection = Selection(isPrimary);
        var types = await ProgramRun
            .RunAsync(Program, [.. selection, "-o", "-t", "TARGETS"], Patience, cancellationToken).ConfigureAwait(false);
        // Nobody owns it.
        if (types.ExitCode is not 0) return new(null, IsOther: types.Fault is not null);

        var names = types.Output.Split('\n', StringSplitOptions.TrimEntries);
        if (names.Any(name => name.StartsWith("image/", StringComparison.Ordinal) || name == "text/uri-list")
            || !names.Intersect(Texts).Any())
        {
            return new(null, IsOther: true);
        }

        var text = await ProgramRun
            .RunAsync(Program, [.. selection, "-o", "-t", "UTF8_STRING"], Patience, cancellationToken).ConfigureAwait(false);
        return text.IsSuccess ? new(text.Output, IsOther: false) : new(null, IsOther: true);
    }

    public async Task<string?> WriteAsync(string text, bool isPrimary, CancellationToken cancellationToken)
    {
        var done = await ProgramRun.RunDetachedAsync(
            Program, [.. Selection(isPrimary), "-i"], Patience, cancellationToken, text).ConfigureAwait(false);
        return done.IsSuccess ? null : done.Explain(Program);
    }

    public async Task ClearAsync(bool isPrimary, CancellationToken cancellationToken) =>
        await WriteAsync("", isPrimary, cancellationToken).ConfigureAwait(false);

    private static string[] Selection(bool isPrimary) => ["-selection", isPrimary ? "primary" : "clipboard"];
}
