using System.Globalization;
using Swictation.Daemon.Platform.Native;
using Swictation.Domain.Errors;
using Swictation.Storage.Observing;

namespace Swictation.Daemon.Host;

/// <summary>
/// For trying out crashes: ends the process, without any clean-up, before or after a step of the event log. Set by the
/// environment variable <c>SWICTATION_TEST_EXIT_AT=STEP.before[:N]</c> or <c>STEP.after[:N]</c>, the N-th time that it
/// comes to that; steps are those of <see cref="LogStep"/>.
/// </summary>
internal sealed class ExitPoint
{
    public const string Variable = "SWICTATION_TEST_EXIT_AT";

    private readonly LogStep _step;
    private readonly bool _isDone;
    private int _left;

    private ExitPoint(LogStep step, bool isDone, int times)
    {
        _step = step;
        _isDone = isDone;
        _left = times;
    }

    /// <summary>Null, as in every ordinary run, where the variable is not set.</summary>
    /// <exception cref="ConfigurationException">It has no meaning.</exception>
    public static StepObserver? Read(Func<string, string?> environment)
    {
        if (environment(Variable) is not { Length: > 0 } value) return null;

        var parts = value.Split(':', 2);
        var point = parts[0].Split('.', 2);
        var times = 1;
        var name = point[0].Replace("_", "", StringComparison.Ordinal);
        var isKnown = Enum.TryParse<LogStep>(name, ignoreCase: true, out var step)
            && point is [_, "before" or "after"]
            && (parts.Length == 1
                || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out times))
            && times > 0;
        return isKnown
            ? new ExitPoint(step, point[1] == "after", times).Pass
            : throw new ConfigurationException(
                Variable, $"'{value}' is no STEP.before or STEP.after, with :N behind it or without");
    }

    private void Pass(LogStep step, bool isDone)
    {
        if (step == _step && isDone == _isDone && Interlocked.Decrement(ref _left) == 0) LibC.KillThisProcess();
    }
}
