using System.Globalization;
using Microsoft.Extensions.Configuration;
using Swictation.Domain.Errors;
using Swictation.Domain.Settings;
using Swictation.Sockets.Cursors;
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
    public const string Preroll = "preroll";
    public const string Transcriber = "transcriber";
    public const string RecognitionTimeout = "recognition_timeout";
    public const string Durability = "durability";
    public const string CatchUpLimit = "catch_up_limit";
    public const string ResumeWindow = "resume_window";
    public const string StallTimeout = "stall_timeout";
    public const string MaxClients = "max_clients";
    public const string KeepAudio = "keep_audio";
    public const string OffTheRecord = "off_the_record";
    public const string Record = "record";
    public const string ExitAtEnd = "exit_at_end";

    private const string VariablePrefix = "SWICTATION_";

    // No sign, and no comma: one would read 1,5 as 15.
    private const NumberStyles Figures = NumberStyles.AllowDecimalPoint;

    private static readonly string[] Names =
    [
        Db, MetricsSocket, IpcSocket, Source, Preroll, Transcriber, RecognitionTimeout, Durability, CatchUpLimit,
        ResumeWindow, StallTimeout, MaxClients, KeepAudio, OffTheRecord, Record, ExitAtEnd,
    ];

    /// <param name="environment">Value of an environment variable, or null.</param>
    /// <param name="commandLine">What was given on the command line, by setting name.</param>
    /// <exception cref="ConfigurationException">A setting has no meaning.</exception>
    public static DaemonOptions Load(
        Func<string, string?> environment, IReadOnlyDictionary<string, string?> commandLine)
    {
        var paths = new StandardPaths(environment);
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(ReadFile(paths.ConfigurationFile))
            .AddInMemoryCollection(ReadVariables(environment))
            .AddInMemoryCollection(commandLine)
            .Build();
        var options = new DaemonOptions
        {
            DatabasePath = Read(Db, paths.Database, ParsePath, "a path"),
            MakesDataDirectory = settings[Db] is null,
            MetricsSocketPath = Read(MetricsSocket, paths.MetricsSocket, ParsePath, "a path"),
            IpcSocketPath = Read(IpcSocket, paths.IpcSocket, ParsePath, "a path"),
            Source = Read(Source, "alsa", SourceSpec.Parse, SourceSpec.Forms),
            Preroll = Value(Preroll, Options.Preroll.Standard, Options.Preroll.Parse, Options.Preroll.Forms),
            Transcriber = Read(Transcriber, "pocketsphinx", TranscriberSpec.Parse, TranscriberSpec.Forms),
            RecognitionTimeout = settings[RecognitionTimeout] is null
                ? null
                : Value(RecognitionTimeout, "", ParseTimeout, "a number of seconds, 1 or more"),
            Durability = Value(Durability, "full", ParseDurability, "full or normal"),
            CatchUpLimit = Value(
                CatchUpLimit, $"{LiveFeedPlanner.DefaultTranscriptions}", ParseCount, "a whole number, 0 or more"),
            ResumeWindow = Value(ResumeWindow, "30", ParseSeconds, "a number of seconds, 0 or more"),
            StallTimeout = Value(StallTimeout, "30", ParseTimeout, "a number of seconds, 1 or more"),
            MaxClients = Value(MaxClients, "256", ParseLimit, "a whole number, 1 or more"),
            KeepAudio = Value(KeepAudio, "none", Options.KeepAudio.Parse, Options.KeepAudio.Forms),
            OffTheRecord = settings[OffTheRecord] is null
                ? null
                : Value(OffTheRecord, "", ParseSwitch, "true or false"),
            Record = Value(Record, "false", ParseSwitch, "true or false"),
            ExitAtEnd = Value(ExitAtEnd, "false", ParseSwitch, "true or false"),
        };
        return options.MetricsSocketPath != options.IpcSocketPath
            ? options
            : throw new ConfigurationException(options.IpcSocketPath, "both sockets cannot have the same path");

        T Read<T>(string name, string standard, Func<string, T?> parse, string expected)
            where T : class => parse(settings[name] ?? standard) ?? throw Meaningless(name, expected);

        T Value<T>(string name, string standard, Func<string, T?> parse, string expected)
            where T : struct => parse(settings[name] ?? standard) ?? throw Meaningless(name, expected);

        ConfigurationException Meaningless(string name, string expected)
        {
            var variable = VariablePrefix + name.ToUpperInvariant();
            var place = commandLine.ContainsKey(name) ? "--" + name.Replace('_', '-')
                : environment(variable) is not null ? variable
                : $"{paths.ConfigurationFile}, setting {name}";
            return new(place, $"'{settings[name]}' has no meaning; give {expected}");
        }
    }

    public static Durability? ParseDurability(string text) => text switch
    {
        "full" => Storage.Durability.Full,
        "normal" => Storage.Durability.Normal,
        _ => null,
    };

    public static int? ParseCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    public static TimeSpan? ParseSeconds(string text)
    {
        var number = text.EndsWith('s') ? text[..^1] : text;
        return double.TryParse(number, Figures, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private static string? ParsePath(string text) =>
        text.Length > 0 && !text.Contains('\0') ? Path.GetFullPath(text) : null;

    public static int? ParseLimit(string text) => ParseCount(text) is >= 1 and var limit ? limit : null;

    public static TimeSpan? ParseTimeout(string text) =>
        ParseSeconds(text) is { TotalSeconds: >= 1 } time ? time : null;

    private static bool? ParseSwitch(string text) => bool.TryParse(text, out var value) ? value : null;

    private static IEnumerable<KeyValuePair<string, string?>> ReadVariables(Func<string, string?> environment) =>
        Names
            .Select(name => KeyValuePair.Create(name, environment(VariablePrefix + name.ToUpperInvariant())))
            .Where(variable => variable.Value is not null);

    private static IEnumerable<KeyValuePair<string, string?>> ReadFile(string path)
    {
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build();
            foreach (var setting in file.GetChildren()) EnsureKnown(path, setting);
            return file.AsEnumerable();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, $"cannot be read: {e.GetBaseException().Message}");
        }
    }

    private static void EnsureKnown(string path, IConfigurationSection setting)
    {
        if (!Names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
        {
            throw new ConfigurationException(
                path, $"there is no setting \"{setting.Key}\"; the settings are {string.Join(", ", Names)}");
        }

        if (setting.GetChildren().Any())
        {
            throw new ConfigurationException(
                path, $"setting {setting.Key} is an object or a list; give one text, number, true or false");
        }
    }
}
