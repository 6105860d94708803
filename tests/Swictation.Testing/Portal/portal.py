"""A desktop portal as far as the tests need one: remote keyboards and global shortcuts, with answers as they are told on the
command line. Writes a line for each thing that it is asked for, and does what lines on its standard input say."""
import ctypes
import subprocess
import sys

import dbus
import dbus.lowlevel
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

DBusGMainLoop(set_as_default=True)
PORTAL = 'org.freedesktop.portal.'
PLACE = '/org/freedesktop/portal/desktop'
HABITS = dict(argument.split('=', 1) if '=' in argument else (argument, '') for argument in sys.argv[1:])
COUNT = dict(keys=0, tokens=0)
typed = []
xkb = ctypes.CDLL('libxkbcommon.so.0')


def say(*words):
    print(*words, flush=True)


class Refusal(dbus.DBusException):
    _dbus_error_name = 'org.freedesktop.portal.Error.InvalidArgument'


class Session(dbus.service.Object):
    @dbus.service.method(PORTAL + 'Session')
    def Close(self):
        say('closed')
        self.remove_from_connection()


class Request(dbus.service.Object):
    @dbus.service.method(PORTAL + 'Request')
    def Close(self):
        say('withdrawn')
        self.remove_from_connection()


def emit(to, path, kind, member, signature, *values):
    signal = dbus.lowlevel.SignalMessage(path, PORTAL + kind, member)
    signal.set_destination(to)
    signal.append(signature=signature, *values)
    bus.send_message(signal)


class Shortcuts(dbus.service.Object):
    owner = session = None

    def answer(self, sender, options, code=0, results=None, delay=0):
        path = '%s/request/%s/%s' % (PLACE, sender[1:].replace('.', '_'), options['handle_token'])
        Request(bus, path)
        if code is not None:
            def send():
                emit(sender, path, 'Request', 'Response', 'ua{sv}', dbus.UInt32(code), dbus.Dictionary(results or {}, signature='sv'))
            GLib.timeout_add(delay, send)
        return dbus.ObjectPath(path)

    def begin(self, sender, options, results={}):
        self.owner = sender
        self.session = '%s/session/%s/%s' % (PLACE, sender[1:].replace('.', '_'), options['session_handle_token'])
        Session(bus, self.session)
        return self.answer(sender, options, results={'session_handle': self.session, **results})

    def bound(self, shortcuts):
        return dbus.Array([(name, dbus.Dictionary({'trigger_description': 'Press ' + about['preferred_trigger']}, signature='sv')) for name, about in shortcuts], signature='(sa{sv})')

    @dbus.service.method(PORTAL + 'GlobalShortcuts', in_signature='a{sv}', out_signature='o', sender_keyword='sender')
    def CreateSession(self, options, sender):
        say('create shortcuts')
        if 'no-application' in HABITS:
            raise Refusal('An app id is required')
        return self.begin(sender, options, {'shortcuts': self.bound(options['shortcuts'])} if 'as-kde-5' in HABITS else {})

    @dbus.service.method(PORTAL + 'GlobalShortcuts', in_signature='oa(sa{sv})sa{sv}', out_signature='o', sender_keyword='sender')
    def BindShortcuts(self, session, shortcuts, parent, options, sender):
        for name, about in shortcuts:
            say('bind', name, about['preferred_trigger'])
        bound = self.bound([] if 'binds-none' in HABITS else shortcuts)
        return self.answer(sender, options, int(HABITS.get('code', 0)), {'shortcuts': bound})


class Portal(Shortcuts):
    @dbus.service.method('org.freedesktop.DBus.Properties', in_signature='ss', out_signature='v')
    def Get(self, kind, name):
        if kind == PORTAL + 'RemoteDesktop' and 'no-remote' not in HABITS:
            return dbus.UInt32({'version': int(HABITS.get('version', 2)), 'AvailableDeviceTypes': int(HABITS.get('types', 7))}[name])
        if kind == PORTAL + 'GlobalShortcuts' and 'no-shortcuts' not in HABITS:
            return dbus.UInt32(1)
        raise Refusal('No such interface')

    @dbus.service.method('org.freedesktop.host.portal.Registry', in_signature='sa{sv}')
    def Register(self, application, options):
        say('register', application)

    @dbus.service.method(PORTAL + 'RemoteDesktop', in_signature='a{sv}', out_signature='o', sender_keyword='sender')
    def CreateSession(self, options, sender):
        say('create')
        return self.begin(sender, options)

    @dbus.service.method(PORTAL + 'RemoteDesktop', in_signature='oa{sv}', out_signature='o', sender_keyword='sender')
    def SelectDevices(self, session, options, sender):
        say('select types=%s persist=%s token=%s' % (options['types'], options.get('persist_mode'), options.get('restore_token')))
        if 'refuse-token' in HABITS and 'restore_token' in options:
            raise Refusal('Invalid restore token')
        return self.answer(sender, options)

    @dbus.service.method(PORTAL + 'RemoteDesktop', in_signature='osa{sv}', out_signature='o', sender_keyword='sender')
    def Start(self, session, parent, options, sender):
        say('start')
        COUNT['tokens'] += 1
        results = {'devices': dbus.UInt32(int(HABITS.get('granted', 1)))}
        if 'no-token' not in HABITS:
            results['restore_token'] = dbus.UInt32(5) if 'wrong-token' in HABITS else 'token-%d' % COUNT['tokens']
        if 'close-start' in HABITS:
            emit(sender, session, 'Session', 'Closed', 'a{sv}', dbus.Dictionary({}, signature='sv'))
            return self.answer(sender, options, code=None)
        if 'silent' in HABITS:
            return self.answer(sender, options, code=None)
        return self.answer(sender, options, int(HABITS.get('code', 0)), results, int(HABITS.get('late', 0)))

    @dbus.service.method(PORTAL + 'RemoteDesktop', in_signature='oa{sv}iu')
    def NotifyKeyboardKeysym(self, session, options, symbol, state):
        if session != self.session:
            raise Refusal('Invalid session')
        COUNT['keys'] += 1
        if 'terminal' not in HABITS:
            say('key', '%x' % symbol, state)
        elif state == 1 and not 0xff00 <= symbol <= 0xffff:
            typed.append(symbol)
            GLib.timeout_add(20, forward, len(typed))
        if COUNT['keys'] == int(HABITS.get('close-at', 0)):
            close()
        if COUNT['keys'] == int(HABITS.get('vanish-at', 0)):
            vanish()


# Into the terminal of a real compositor, with a program that is not ours.
def forward(count):
    if count == len(typed):
        text = ''.join(chr(xkb.xkb_keysym_to_utf32(symbol)) for symbol in typed)
        typed.clear()
        subprocess.run(['wtype', '--', text], check=True)


def close():
    emit(portal.owner, portal.session, 'Session', 'Closed', 'a{sv}', dbus.Dictionary({}, signature='sv'))


def vanish():
    bus.release_name(PORTAL + 'Desktop')


def heed(source, condition):
    words = sys.stdin.readline().split()
    if not words:
        return False
    if words[0] == 'close':
        close()
    elif words[0] == 'vanish':
        vanish()
    elif words[0] == 'return':
        bus.request_name(PORTAL + 'Desktop')
    elif words[0] == 'habit':
        HABITS[words[1]] = ''
    else:
        emit(portal.owner, PLACE, 'GlobalShortcuts', words[0], 'osta{sv}', dbus.ObjectPath(portal.session), words[1], dbus.UInt64(1), dbus.Dictionary({}, signature='sv'))
    say('done', *words)
    return True


bus = dbus.SessionBus()
portal = Portal(bus, PLACE)
bus.request_name(PORTAL + 'Desktop')
GLib.io_add_watch(sys.stdin, GLib.IO_IN, heed)
say('ready')
GLib.MainLoop().run()
