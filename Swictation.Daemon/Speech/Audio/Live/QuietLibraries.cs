using Swictation.Daemon.Platform.Native;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// While this is held, nothing reaches standard error. libasound can be told to be quiet; the libraries that its
/// plug-ins load, JACK's above all, print there in any case.
/// </summary>
internal sealed class QuietLibraries : IDisposable
{
    private readonly int _standardError = LibC.dup(LibC.StandardError);

    public QuietLibraries()
    {
        using var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);
        _ = LibC.dup2((int)nothing.DangerousGetHandle(), LibC.StandardError);
    }

    public void Dispose()
    {
        // Closed from the start: there is nothing to put back.
        if (_standardError < 0) return;
        _ = LibC.dup2(_standardError, LibC.StandardError);
        _ = LibC.close(_standardError);
    }
}
