using System.Diagnostics;

namespace Swictation.Testing;

/// <summary>Waits for what another thread or process brings about, no longer than a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(2);

    /// <summary>Returns as soon as the condition holds.</summary>
    /// <param name="what">The condition in words, for the message.</param>
    /// <exception cref="TimeoutException">It did not hold within the deadline.</exception>
    public static Task IsTrueAsync(Func<bool> condition, string what) =>
        IsTrueAsync(() => Task.FromResult(condition()), what);

    /// <summary>The same for a test that is one thread.</summary>
    /// <inheritdoc cref="IsTrueAsync(Func{bool}, string)"/>
    public static void True(Func<bool> condition, string what)
    {
        if (!SpinWait.SpinUntil(condition, Deadline)) throw NotInTime(what);
    }

    /// <inheritdoc cref="IsTrueAsync(Func{bool}, string)"/>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Deadline) throw NotInTime(what);
            await Task.Delay(Between);
        }
    }

    private static TimeoutException NotInTime(string what) => new($"Not within {Deadline.TotalSeconds} s: {what}.");
}
