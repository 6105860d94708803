using System.Text.Encodings.Web;
using System.Text.Json;
using Swictation.Daemon.Audio.Live;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Commands;

/// <summary><c>devices</c>: the microphones that <c>--source alsa:NAME</c> can name.</summary>
internal static class ListDevices
{
    // Descriptions hold names of products and people.
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="AudioSourceException">There is none, or they cannot be listed.</exception>
    public static int Run(bool json)
    {
        var inputs = SoundInputs.List();
        if (json)
        {
            WriteJson(inputs);
        }
        else if (inputs.Count > 0)
        {
            foreach (var line in Table(inputs)) Console.Out.WriteLine(line);
        }
        else
        {
            throw new AudioSourceException(
                "alsa",
                "there is no microphone; plug one in, start PulseAudio or PipeWire, and see that this user may use "
                + "sound (group audio)");
        }

        return 0;
    }

    /// <summary>A line for each input; the star marks the default.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<SoundInput> inputs)
    {
        var width = inputs.Max(input => input.Name.Length);
        return inputs.Select(input =>
            $"{(input.IsDefault ? '*' : ' ')} {input.Name.PadRight(width)}  {input.Description}".TrimEnd());
    }

    private static void WriteJson(IReadOnlyList<SoundInput> inputs)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            json.WriteStartArray();
            foreach (var input in inputs)
            {
                json.WriteStartObject();
                json.WriteString("name", input.Name);
                json.WriteString("description", input.Description);
                json.WriteBoolean("default", input.IsDefault);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }
}
