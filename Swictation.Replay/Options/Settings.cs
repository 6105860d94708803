using Microsoft.Extensions.Configuration;
using Swictation.Domain.Errors;
using Swictation.Domain.Settings;

namespace Swictation.Replay.Options;

/// <summary>
/// Settings that are shared with the daemon, from the same places: the configuration file, <c>SWICTATION_*</c>
/// variables over it, the command line over both. What else is in the file is the daemon's.
/// </summary>
internal static class Settings
{
    public const string Db = "db";
    public const string MetricsSocket = "metrics_socket";
    public const string IpcSocket = "ipc_socket";

    private const string VariablePrefix = "SWICTATION_";

    /// <summary>The value of a setting; null where nobody has set it.</summary>
    /// <param name="given">What was given on the command line.</param>
    /// <exception cref="ConfigurationException">The configuration file cannot be read.</exception>
    public static string? Read(StandardPaths paths, string name, string? given)
    {
        try
        {
            return given ?? new ConfigurationBuilder()
                .AddJsonFile(paths.ConfigurationFile, optional: true, reloadOnChange: false)
                .AddEnvironmentVariables(VariablePrefix)
                .Build()[name];
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                paths.ConfigurationFile, $"cannot be read: {e.GetBaseException().Message}");
        }
    }
}
