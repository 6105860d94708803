using Swictation.Domain.Events;

namespace Swictation.Domain.Wire;

/// <summary>The names of phases on the wire.</summary>
public static class PhaseName
{
    public static string Of(Phase phase) => phase switch
    {
        Phase.Idle => "idle",
        Phase.Recording => "recording",
        Phase.Processing => "processing",
        Phase.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };

    public static bool TryParse(string name, out Phase phase)
    {
        (phase, var known) = name switch
        {
            "idle" => (Phase.Idle, true),
            "recording" => (Phase.Recording, true),
            "processing" => (Phase.Processing, true),
            "error" => (Phase.Error, true),
            _ => (default, false),
        };
        return known;
    }
}
