using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>The clipboard of Wayland, by the programs wl-copy and wl-paste.</summary>
internal sealed class WlClipboard : IClipboard
{
    private const string Copy = "wl-copy";
    private const string Paste = "wl-paste";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private string[]? _sensitive;

    public string? Obstacle { get; } = ProgramRun.IsThere(Copy) && ProgramRun.IsThere(Paste) ? null : "wl-clipboard is not installed";

    public async Task<ClipboardContent> ReadAsync(bool isPrimary, CancellationToken cancellationToken)
    {
        string[] selection = isPrimary ? ["--primary"] : [];
        var types = await ProgramRun
            .RunAsync(Paste, [.. selection, "--list-types"], Patience, cancellationToken).ConfigureAwait(false);
        // Nothing is copied.
        if (types.ExitCode is not 0) return new(null, IsOther: types.Fault is not null);

        var names = types.Output.Split('\n', StringSplitOptions.TrimEntries);
        if (names.Any(name => name.StartsWith("image/", StringComparison.Ordinal) || name == "text/uri-list")
            || !names.Any(name => name.StartsWith("text/plain", StringComparison.Ordinal) || name == "UTF8_STRING"))
        {
            return new(null, IsOther: true);
        }

        var text = await ProgramRun
            .RunAsync(Paste, [.. selection, "--no-newline"], Patience, cancellationToken).ConfigureAwait(false);
        return text.IsSuccess ? new(text.Output, IsOther: false) : new(null, IsOther: true);
    }

    public async Task<string?> LendAsync(string text, bool isPrimary, CancellationToken cancellationToken) =>
        await WriteAsync(text, isPrimary, await SensitiveAsync(cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    public Task PutBackAsync(string text, bool isPrimary, CancellationToken cancellationToken) =>
        WriteAsync(text, isPrimary, [], cancellationToken);

    public async Task ClearAsync(bool isPrimary, CancellationToken cancellationToken) => await ProgramRun
        .RunDetachedAsync(Copy, [.. isPrimary ? ["--primary"] : Array.Empty<string>(), "--clear"], Patience, cancellationToken)
        .ConfigureAwait(false);

    public void Dispose()
    {
    }

    private static async Task<string?> WriteAsync(
        string text, bool isPrimary, string[] marks, CancellationToken cancellationToken)
    {
        string[] arguments = [.. isPrimary ? ["--primary"] : Array.Empty<string>(), .. marks, "--type", "text/plain;charset=utf-8"];
        var done = await ProgramRun
            .RunDetachedAsync(Copy, arguments, Patience, cancellationToken, text).ConfigureAwait(false);
        return done.IsSuccess ? null : done.Explain(Copy);
    }

    // Since version 2.3: histories of the clipboard leave it out.
    private async Task<string[]> SensitiveAsync(CancellationToken cancellationToken)
    {
        if (_sensitive is not null) return _sensitive;

        var help = await ProgramRun.RunAsync(Copy, ["--help"], Patience, cancellationToken).ConfigureAwait(false);
        return _sensitive = help.Output.Contains("--sensitive", StringComparison.Ordinal) ? ["--sensitive"] : [];
    }
}
