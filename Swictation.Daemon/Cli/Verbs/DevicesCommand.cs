using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>devices</c>: the microphones that <c>--source alsa:NAME</c> can name.</summary>
internal sealed class DevicesCommand : Command
{
    // Descriptions hold names of products and people.
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON array" };

    public DevicesCommand()
        : base("devices", "List the microphones for --source alsa:NAME; a star marks the default")
    {
        Options.Add(_json);
        SetAction(parsed => Run(parsed.GetValue(_json)));
    }

    /// <summary>Says why none of the inputs can be opened, and what to do.</summary>
    public static string Explain(IEnumerable<SoundInput> inputs)
    {
        var reasons = inputs
            .GroupBy(input => input.Obstacle)
            .Select(same => $"{same.Key} ({string.Join(", ", same.Select(input => input.Name))})");
        return $"no microphone can be opened: {string.Join(", ", reasons)}; plug one in, start PulseAudio or PipeWire "
            + "(or start it again), and see that this user may use sound (group audio)";
    }

    /// <summary>A line for each input; the star marks the default.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<SoundInput> inputs)
    {
        var width = inputs.Max(input => input.Name.Length);
        return inputs.Select(input =>
        {
            var description = input.Obstacle is { } obstacle
                ? $"{input.Description} (not available: {obstacle})".TrimStart()
                : input.Description;
            return $"{(input.IsDefault ? '*' : ' ')} {input.Name.PadRight(width)}  {description}".TrimEnd();
        });
    }

    private static void Run(bool isJson)
    {
        IReadOnlyList<SoundInput> inputs;
        using (new QuietLibraries()) inputs = new InputTrial().Try(SoundInputs.List());
        if (isJson)
        {
            WriteJson(inputs);
        }
        else if (inputs.Any(input => input.Obstacle is null))
        {
            foreach (var line in Table(inputs)) Console.Out.WriteLine(line);
        }
        else
        {
            throw new AudioSourceException("alsa", Explain(inputs));
        }
    }

    private static void WriteJson(IReadOnlyList<SoundInput> inputs)
    {
        using var output = PlainConsole.OpenOutput();
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            json.WriteStartArray();
            foreach (var input in inputs)
            {
                json.WriteStartObject();
                json.WriteString("name", input.Name);
                json.WriteString("description", input.Description);
                json.WriteBoolean("default", input.IsDefault);
                json.WriteBoolean("available", input.Obstacle is null);
                if (input.Obstacle is { } obstacle) json.WriteString("reason", obstacle);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }
}
