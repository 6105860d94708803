namespace Swictation.Testing;

/// <summary>A configuration of libasound in which a file is a microphone, and a sound server's source too.</summary>
public static class AlsaDevices
{
    /// <summary>The variable that names the configuration.</summary>
    public const string Variable = "ALSA_CONFIG_PATH";

    /// <summary>Makes a configuration that knows nothing of this machine.</summary>
    /// <returns>Its path.</returns>
    public static string Configure(string path)
    {
        File.WriteAllText(
            path,
            """
            pcm.plug { @args [ SLAVE ] @args.SLAVE { type string } type plug slave.pcm $SLAVE }
            pcm.recorded {
                @args [ FILE ]
                @args.FILE { type string }
                type file
                slave.pcm { type null }
                file /dev/null
                infile $FILE
                format raw
            }
            pcm.default { type null hint { show on description "Silence" } }
            pcm.server { @args [ SOURCE ] @args.SOURCE { type string } type pulse device $SOURCE }
            """);
        return path;
    }

    /// <summary>The device that hears what is in a file, or in a pipe as it comes: bare samples at 16 kHz.</summary>
    public static string Recorded(string path) => $"recorded:FILE={path}";

    /// <summary>The device that hears a source of a sound server.</summary>
    public static string Server(string source) => $"server:SOURCE={source}";

    /// <summary>Writes samples as such a device reads them.</summary>
    public static void WriteSamples(string path, ReadOnlySpan<short> samples)
    {
        using var file = File.Create(path);
        file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples));
    }
}
