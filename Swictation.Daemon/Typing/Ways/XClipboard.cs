using Swictation.Daemon.Typing.Ways.X11;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>
/// The selections of X11. A text that is pasted is lent by a connection of our own; what was there before is put back by the
/// program xclip, which goes on when this one ends.
/// </summary>
internal sealed class XClipboard : IClipboard
{
    private const string Program = "xclip";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly string[] Texts = ["UTF8_STRING", "STRING", "TEXT"];

    private readonly XSelections? _selections;

    public XClipboard()
    {
        Obstacle = XDisplay.Obstacle(Program);
        if (Obstacle is null && (_selections = XSelections.TryOpen()) is null) Obstacle = "the X server cannot be reached with libxcb";
    }

    public string? Obstacle { get; }

    public async Task<ClipboardContent> ReadAsync(bool isPrimary, CancellationToken cancellationToken)
    {
        var selection = Atom(isPrimary);
        if (_selections!.Owned(selection) is { } ours) return new(ours, IsOther: false);

        var names = await _selections.ReadTargetsAsync(selection, cancellationToken).ConfigureAwait(false);
        if (names is []) return new(null, IsOther: false);
        if (names is null
            || names.Any(name => name.StartsWith("image/", StringComparison.Ordinal) || name == "text/uri-list")
            || !names.Intersect(Texts).Any())
        {
            return new(null, IsOther: true);
        }

        var text = await _selections.ReadTextAsync(selection, cancellationToken).ConfigureAwait(false)
            ?? await ReadLongAsync(isPrimary, cancellationToken).ConfigureAwait(false);
        return new(text, IsOther: text is null);
    }

    public async Task<string?> LendAsync(string text, bool isPrimary, CancellationToken cancellationToken) =>
        _selections!.Own(Atom(isPrimary), text) ? null : await WriteAsync(text, isPrimary, cancellationToken).ConfigureAwait(false);

    public Task PutBackAsync(string text, bool isPrimary, CancellationToken cancellationToken) =>
        WriteAsync(text, isPrimary, cancellationToken);

    public Task ClearAsync(bool isPrimary, CancellationToken cancellationToken)
    {
        if (_selections!.Owned(Atom(isPrimary)) is null) return WriteAsync("", isPrimary, cancellationToken);

        _selections.Leave(Atom(isPrimary));
        return Task.CompletedTask;
    }

    public void Dispose() => _selections?.Dispose();

    // A text that comes in parts.
    private static async Task<string?> ReadLongAsync(bool isPrimary, CancellationToken cancellationToken)
    {
        var read = await ProgramRun
            .RunAsync(Program, [.. Selection(isPrimary), "-o", "-t", "UTF8_STRING"], Patience, cancellationToken).ConfigureAwait(false);
        return read.IsSuccess ? read.Output : null;
    }

    private static async Task<string?> WriteAsync(string text, bool isPrimary, CancellationToken cancellationToken)
    {
        var done = await ProgramRun.RunDetachedAsync(
            Program, [.. Selection(isPrimary), "-i"], Patience, cancellationToken, text).ConfigureAwait(false);
        return done.IsSuccess ? null : done.Explain(Program);
    }

    private static string Atom(bool isPrimary) => isPrimary ? "PRIMARY" : "CLIPBOARD";

    private static string[] Selection(bool isPrimary) => ["-selection", isPrimary ? "primary" : "clipboard"];
}
