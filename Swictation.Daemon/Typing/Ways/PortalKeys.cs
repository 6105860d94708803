using System.Diagnostics;
using Swictation.Daemon.Platform.Keyboards;
using Swictation.Daemon.Portals;
using Swictation.Daemon.Typing.Experience;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>Whether the desktop may ask the user for a keyboard.</summary>
internal enum PortalQuestion
{
    /// <summary>No: it is only looked what is known.</summary>
    None,

    /// <summary>Unless the user has refused it before.</summary>
    Once,

    /// <summary>Also then: the user wants to be asked.</summary>
    Anew,
}

/// <summary>
/// Types with a <see cref="RemoteKeyboard"/> of the desktop portal, for GNOME and KDE. The user is asked once; what was refused
/// is not asked for again. A session that the desktop closes is opened again only where that was no word of the user's: after
/// the screen was locked, or the portal was started anew.
/// </summary>
/// <param name="environment">Reads a variable.</param>
/// <param name="desktop">The name of this desktop in the file.</param>
/// <param name="isLocked">Whether the screen is locked.</param>
/// <param name="experience">What a trial has shown on this desktop.</param>
internal sealed class PortalKeys(
    Func<string, string?> environment,
    GrantFile grants,
    string desktop,
    Func<CancellationToken, Task<bool>> isLocked,
    WayExperience experience,
    TimeProvider time) : IWay, IPasteKeys
{
    private const string AskAnew = "'swictation-daemon doctor --type' asks once more";

    // With a token there is no question; where there is one all the same, a sentence does not wait for it.
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _ending = new();
    private DesktopPortal? _portal;
    private RemoteKeyboard? _keyboard;
    private Task<bool>? _mayReturn;

    /// <summary>For the user, who may have to find the window with the question.</summary>
    public TimeSpan LongestQuestion { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A desktop that grants without a question has answered by then; one that has not waits for the user.</summary>
    public TimeSpan UntilTold { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes a line for the user while the question waits; null for none.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>The screen is locked at about the time at which the session is closed.</summary>
    public TimeSpan UntilLocked { get; init; } = TimeSpan.FromSeconds(1);

    public DeliveryWay Name => DeliveryWay.Portal;

    public string? Obstacle { get; private set; } = "the portal of this desktop was not asked for a keyboard; --way portal does";

    public bool UsesPrimary(Window? window) => false;

    // GNOME 43 drops what is not on the user's layout, and says nothing of it: other characters than ASCII only after a trial.
    public bool CanType(string text) => text.EnumerateRunes().All(
        character => character.IsAscii || experience.Proves(Name, character.ToString()));

    /// <summary>Gets a keyboard, or looks whether there would be one. <see cref="Obstacle"/> says what has come of it.</summary>
    public async Task PrepareAsync(PortalQuestion question, CancellationToken cancellationToken)
    {
        var grant = grants.Read(desktop);
        try
        {
            _portal ??= await DesktopPortal.ConnectAsync(environment, time, cancellationToken).ConfigureAwait(false);
            await RemoteKeyboard.CheckAsync(_portal, cancellationToken).ConfigureAwait(false);
            if (grant.IsRefused && question != PortalQuestion.Anew)
            {
                Obstacle = $"the desktop was not allowed to grant a keyboard; {AskAnew}";
                return;
            }

            if (question != PortalQuestion.None) await OpenAsync(LongestQuestion, TellAsync, cancellationToken).ConfigureAwait(false);
            Obstacle = null;
        }
        catch (PortalException e)
        {
            Obstacle = e.Reason;
            if (e.Fault is not (PortalFault.Denied or PortalFault.Unanswered)) return;

            grants.Write(desktop, new(RestoreToken: null, IsRefused: true));
            Obstacle = $"{e.Reason}; {AskAnew}";
        }
    }

    public async Task<WayFault?> TypeAsync(string text, Window? window, CancellationToken cancellationToken)
    {
        var isUntouched = true;
        try
        {
            var keyboard = await FindAsync(cancellationToken).ConfigureAwait(false);
            foreach (var character in text.EnumerateRunes())
            {
                await keyboard.TapAsync(KeySymbols.Of(character), cancellationToken).ConfigureAwait(false);
                isUntouched = false;
            }

            return null;
        }
        catch (PortalException e)
        {
            return new(e.Reason, isUntouched && e.Fault != PortalFault.Lost);
        }
    }

    public async Task<string?> PressAsync(Window? window, CancellationToken cancellationToken)
    {
        try
        {
            var keyboard = await FindAsync(cancellationToken).ConfigureAwait(false);
            uint[] held = window is { IsTerminal: true } ? [KeySymbols.ControlLeft, KeySymbols.ShiftLeft] : [KeySymbols.ControlLeft];
            await keyboard.TapAsync(held, 'v', cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PortalException e)
        {
            return e.Reason;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        if (_mayReturn is Task closing) await closing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_keyboard is not null) await _keyboard.DisposeAsync().ConfigureAwait(false);
        _portal?.Dispose();
        _ending.Dispose();
    }

    // The keyboard that is there, or another one where it was lost by no word of the user's.
    private async Task<RemoteKeyboard> FindAsync(CancellationToken cancellationToken)
    {
        if (_keyboard is { } there && !there.Closed.IsCompleted && !_portal!.Lost.IsCancellationRequested) return there;
        if (Obstacle is { } obstacle) throw new PortalException(PortalFault.Absent, obstacle);

        var isClosed = _keyboard?.Closed.IsCompleted == true;
        if (isClosed && _mayReturn is not null && !await _mayReturn.WaitAsync(cancellationToken).ConfigureAwait(false))
            throw Give("the desktop has taken the keyboard back; end 'swictation-daemon type' and start it again to get another one");

        _keyboard = null;
        if (grants.Read(desktop).RestoreToken is null) throw Give($"the portal of this desktop has gone, and would have to ask again; {AskAnew}");
        if (_portal!.Lost.IsCancellationRequested)
        {
            _portal.Dispose();
            _portal = null;
        }

        try
        {
            _portal ??= await DesktopPortal.ConnectAsync(environment, time, cancellationToken).ConfigureAwait(false);
            return await OpenAsync(LongestReturn, onQuestion: null, cancellationToken).ConfigureAwait(false);
        }
        catch (PortalException e)
        {
            throw Give(e.Reason);
        }

        PortalException Give(string reason)
        {
            Obstacle = reason;
            return new(PortalFault.Absent, reason);
        }
    }

    // A token is good once: each session gives the next one.
    private async Task<RemoteKeyboard> OpenAsync(TimeSpan limit, Func<Task, Task>? onQuestion, CancellationToken cancellationToken)
    {
        Debug.Assert(_portal is not null, "It is connected.");
        var token = grants.Read(desktop).RestoreToken;
        try
        {
            _keyboard = await RemoteKeyboard.OpenAsync(_portal, token, limit, onQuestion, cancellationToken).ConfigureAwait(false);
        }
        catch (PortalException e) when (e.Fault == PortalFault.Refused && token is not null)
        {
            // It may be the token that it does not like.
            _keyboard = await RemoteKeyboard.OpenAsync(_portal, restoreToken: null, limit, onQuestion, cancellationToken).ConfigureAwait(false);
        }

        grants.Write(desktop, new(_keyboard.RestoreToken));
        // Where no keyboard is attached the first key makes one, and windows miss it: so it is one that types nothing.
        await _keyboard.TapAsync(KeySymbols.ShiftLeft, cancellationToken).ConfigureAwait(false);
        _mayReturn = MayReturnAsync(_keyboard);
        return _keyboard;
    }

    private async Task TellAsync(Task answered)
    {
        try
        {
            await answered.WaitAsync(UntilTold, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Tell?.Invoke($"the desktop asks whether this program may press keys; it waits {LongestQuestion.TotalSeconds:0.#} s for your answer");
        }
    }

    private async Task<bool> MayReturnAsync(RemoteKeyboard keyboard)
    {
        await keyboard.Closed.WaitAsync(_ending.Token).ConfigureAwait(false);
        if (await isLocked(_ending.Token).ConfigureAwait(false)) return true;

        await Task.Delay(UntilLocked, time, _ending.Token).ConfigureAwait(false);
        return await isLocked(_ending.Token).ConfigureAwait(false);
    }
}
