using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Clocks;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Processes;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Verbs;
using Swictation.Sockets.Listening;

namespace Swictation.Replay;

internal static class Program
{
    private const int Failed = 1;
    private const int Usage = 2;

    public static async Task<int> Main(string[] args)
    {
        StandardDescriptors.OpenClosed();
        PlainConsole.UseFromNowOn();
        UnforeseenErrors.TellInOneLine(
            "swictation-replay", new StandardPaths(Environment.GetEnvironmentVariable).StateDirectory);
        StraySignals.IgnoreFromNowOn();
        OwnerOnlyFiles.MakeFromNowOn();
        var settings = new GivenSettings(Environment.GetEnvironmentVariable, File.ReadAllBytes);
        var parsed = new ReplayCommandLine(settings, new LocalTime()).Root.Parse(args);
        if (UsageError.Explain(parsed) is { } mistake) return Fail(mistake, Usage);

        if (ZoneVariable.Explain(Environment.GetEnvironmentVariable) is { } fault)
            Console.Error.WriteLine($"swictation-replay: {fault}");

        using var signals = new EndSignals();
        try
        {
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Ending);
        }
        catch (ConfigurationException e)
        {
            return Fail(e.Message, Usage);
        }
        catch (SwictationException e)
        {
            return Fail(e.Message, Failed);
        }
        catch (SqliteException e)
        {
            return Fail($"the database cannot be read: {e.Message}", Failed);
        }
        catch (ReaderGoneException)
        {
            return 0;
        }
        catch (IOException e)
        {
            return Fail($"the output cannot be written: {e.Message}", Failed);
        }
        catch (OperationCanceledException) when (signals.Ending.IsCancellationRequested)
        {
            return Fail("it was ended before it was done", Failed);
        }
        catch (Exception e)
        {
            return Fail(UnforeseenErrors.Describe(e), Failed);
        }
    }

    private static int Fail(string reason, int exitCode)
    {
        Console.Error.WriteLine($"swictation-replay: {reason}");
        return exitCode;
    }
}
