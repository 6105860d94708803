using System.Diagnostics;

namespace Swictation.Benchmarks.Processes;

/// <summary>A microphone without hardware, for a daemon alone: PulseAudio with a sink that plays nowhere, as libasound hears it.</summary>
internal sealed class SilentMicrophone : IAsyncDisposable
{
    private readonly EndedProcess _server;
    private readonly DirectoryInfo _directory;

    private SilentMicrophone(EndedProcess server, DirectoryInfo directory, Dictionary<string, string> environment) =>
        (_server, _directory, Environment) = (server, directory, environment);

    /// <summary>As the daemon's <c>--source</c>.</summary>
    public static string Source => "alsa:measured";

    /// <summary>What a daemon needs to hear it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <param name="directory">For its files.</param>
    /// <exception cref="BenchmarkFailedException">PulseAudio is not installed, or does not start.</exception>
    public static async Task<SilentMicrophone> StartAsync(string directory, CancellationToken cancellationToken)
    {
        // The path of a socket has to be short.
        var own = Directory.CreateTempSubdirectory("swictation-sound-");
        var socket = Path.Combine(own.FullName, "socket");
        var settings = Path.Combine(directory, "asound.conf");
        await File.WriteAllTextAsync(settings, "pcm.measured { type pulse device out.monitor }\n", cancellationToken);
        var start = new ProcessStartInfo(
            "pulseaudio",
            [
                "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes",
                "--load=module-null-sink sink_name=out rate=16000 channels=1",
                $"--load=module-native-protocol-unix auth-anonymous=1 socket={socket}",
            ])
        {
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = start.Environment["XDG_RUNTIME_DIR"] = directory;
        var microphone = new SilentMicrophone(StartServer(start), own, new() { ["PULSE_SERVER"] = $"unix:{socket}", ["ALSA_CONFIG_PATH"] = settings });
        try
        {
            await Eventually.IsTrueAsync(() => File.Exists(socket), "pulseaudio", cancellationToken);
            return microphone;
        }
        catch
        {
            await microphone.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static EndedProcess StartServer(ProcessStartInfo start)
    {
        try
        {
            var server = new EndedProcess(Process.Start(start)!);
            server.Process.BeginErrorReadLine();
            return server;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BenchmarkFailedException($"pulseaudio: {e.Message}");
        }
    }
}
