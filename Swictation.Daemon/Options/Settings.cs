using Microsoft.Extensions.Configuration;
using Swictation.Domain.Errors;
using Swictation.Domain.Settings;
using Swictation.Sockets.Feed;
using Swictation.Storage;

namespace Swictation.Daemon.Options;

/// <summary>
/// Settings by name from four places, each over the one before: defaults, the configuration file, <c>SWICTATION_*</c>
/// variables, and the command line. A setting has one name everywhere: <c>--metrics-socket</c>,
/// <c>SWICTATION_METRICS_SOCKET</c>, <c>"metrics_socket"</c>.
/// </summary>
internal static class Settings
{
    public const string Db = "db";
    public const string MetricsSocket = "metrics_socket";
    public const string IpcSocket = "ipc_socket";
    public const string Source = "source";
    public const string Transcriber = "transcriber";
    public const string Durability = "durability";
    public const string CatchUpLimit = "catch_up_limit";
    public const string ResumeWindow = "resume_window";
    public const string Record = "record";
    public const string ExitAtEnd = "exit_at_end";

    private const string VariablePrefix = "SWICTATION_";

    private static readonly string[] Names =
        [Db, MetricsSocket, IpcSocket, Source, Transcriber, Durability, CatchUpLimit, ResumeWindow, Record, ExitAtEnd];

    /// <param name="commandLine">What was given on the command line, by setting name.</param>
    /// <exception cref="ConfigurationException">A setting has no meaning.</exception>
    public static DaemonOptions Load(StandardPaths paths, IReadOnlyDictionary<string, string?> commandLine)
    {
        var file = ReadFile(paths.ConfigurationFile);
        var settings = new ConfigurationBuilder()
            .AddConfiguration(file)
            .AddEnvironmentVariables(VariablePrefix)
            .AddInMemoryCollection(commandLine)
            .Build();
        return new()
        {
            DatabasePath = Path.GetFullPath(settings[Db] ?? paths.Database),
            MakesDataDirectory = settings[Db] is null,
            MetricsSocketPath = Path.GetFullPath(settings[MetricsSocket] ?? paths.MetricsSocket),
            IpcSocketPath = Path.GetFullPath(settings[IpcSocket] ?? paths.IpcSocket),
            Source = Read(Source, "alsa", SourceSpec.Parse, "alsa[:DEVICE], file:PATH, text:PATH or text:-"),
            Transcriber = Read(Transcriber, "pocketsphinx", TranscriberSpec.Parse, "pocketsphinx[:MODELDIR]"),
            Durability = Value(Durability, "full", ParseDurability, "full or normal"),
            CatchUpLimit = Value(
                CatchUpLimit, $"{LiveFeedPlanner.DefaultTranscriptions}", ParseCount, "a whole number, 0 or more"),
            ResumeWindow = Value(ResumeWindow, "30", ParseSeconds, "a number of seconds, 0 or more"),
            Record = Value(Record, "false", ParseSwitch, "true or false"),
            ExitAtEnd = Value(ExitAtEnd, "false", ParseSwitch, "true or false"),
        };

        T Read<T>(string name, string standard, Func<string, T?> parse, string expected)
            where T : class => parse(settings[name] ?? standard) ?? throw Meaningless(name, settings[name], expected);

        T Value<T>(string name, string standard, Func<string, T?> parse, string expected)
            where T : struct => parse(settings[name] ?? standard) ?? throw Meaningless(name, settings[name], expected);
    }

    public static Durability? ParseDurability(string text) => text switch
    {
        "full" => Storage.Durability.Full,
        "normal" => Storage.Durability.Normal,
        _ => null,
    };

    public static int? ParseCount(string text) => int.TryParse(text, out var count) && count >= 0 ? count : null;

    public static TimeSpan? ParseSeconds(string text)
    {
        var number = text.EndsWith('s') ? text[..^1] : text;
        return double.TryParse(number, out var seconds) && seconds is >= 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private static bool? ParseSwitch(string text) => bool.TryParse(text, out var value) ? value : null;

    private static IConfigurationRoot ReadFile(string path)
    {
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build();
            var unknown = file.GetChildren().Select(child => child.Key)
                .FirstOrDefault(key => !Names.Contains(key, StringComparer.OrdinalIgnoreCase));
            return unknown is null
                ? file
                : throw new ConfigurationException(
                    path, $"there is no setting \"{unknown}\"; the settings are {string.Join(", ", Names)}");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, $"cannot be read: {(e.InnerException ?? e).Message}");
        }
    }

    private static ConfigurationException Meaningless(string name, string? value, string expected) =>
        new($"setting {name}", $"'{value}' has no meaning; give {expected}");
}
