<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>accounts</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>noch %n Sekunde</numerusform>
            <numerusform>noch %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Add an account…</source>
        <translation>Konto &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Add your account…</source>
        <translation>Eigenes Konto &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Check that calls come in</source>
        <translation>Prüfen, ob Anrufe &amp;ankommen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>Verbind&amp;ung</translation>
    </message>
    <message>
        <source>&amp;Key tones</source>
        <translation>Tasten&amp;töne</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>&amp;Bezeichnung</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>Mehr Ein&amp;stellungen</translation>
    </message>
    <message>
        <source>&amp;Open the browser</source>
        <translation>&amp;Browser öffnen</translation>
    </message>
    <message>
        <source>&amp;Outbound proxy</source>
        <translation>Ausgehender Pr&amp;oxy</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>&amp;Remember in this computer&apos;s password store</source>
        <translation>Im Passwortspeicher dieses Computers &amp;merken</translation>
    </message>
    <message>
        <source>&amp;Remember the password in this computer&apos;s password store</source>
        <translation>Passwort im Passwortspeicher dieses Computers &amp;merken</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>Anm&amp;elden</translation>
    </message>
    <message>
        <source>&amp;Sign in again</source>
        <translation>Erneut a&amp;nmelden</translation>
    </message>
    <message>
        <source>&amp;Sign-in name</source>
        <translation>&amp;Anmeldename</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>Prü&amp;fen</translation>
    </message>
    <message>
        <source>&amp;Trust this certificate</source>
        <translation>Diesem &amp;Zertifikat vertrauen</translation>
    </message>
    <message>
        <source>&amp;Use this account</source>
        <translation>Dieses &amp;Konto verwenden</translation>
    </message>
    <message>
        <source>A call to your own number came in through the phone server.</source>
        <translation>Ein Anruf an die eigene Nummer kam über die Telefonanlage an.</translation>
    </message>
    <message>
        <source>A request of the phone server came in.</source>
        <translation>Eine Anfrage der Telefonanlage kam an.</translation>
    </message>
    <message>
        <source>A value in this file is not possible.</source>
        <translation>Ein Wert in dieser Datei ist nicht möglich.</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <source>Account s&amp;ettings…</source>
        <translation>Konto&amp;einstellungen…</translation>
    </message>
    <message>
        <source>Account se&amp;ttings…</source>
        <translation>Konto&amp;einstellungen…</translation>
    </message>
    <message>
        <source>Account {name}: {state}</source>
        <translation>Konto {name}: {state}</translation>
    </message>
    <message>
        <source>Add a certificate file…</source>
        <translation>Zertifikatsdatei hinzufügen…</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>Add it again.</source>
        <translation>Das Konto neu hinzufügen.</translation>
    </message>
    <message>
        <source>Add your account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>Always; otherwise no call</source>
        <translation>Immer, sonst kein Anruf</translation>
    </message>
    <message>
        <source>As the phone system says</source>
        <translation>Wie die Telefonanlage es sagt</translation>
    </message>
    <message>
        <source>As your administrator told you</source>
        <translation>Wie die Administration es mitgeteilt hat</translation>
    </message>
    <message>
        <source>Ask your administrator for it again; it may be damaged.</source>
        <translation>Bei der Administration erneut anfordern; sie ist vielleicht beschädigt.</translation>
    </message>
    <message>
        <source>Ask your administrator to look at how it is written.</source>
        <translation>Die Administration bitten, nachzusehen, wie sie geschrieben ist.</translation>
    </message>
    <message>
        <source>Ask your administrator to read the fingerprint to you, by telephone or in person, and compare it.</source>
        <translation>Die Administration bitten, den Fingerabdruck am Telefon oder persönlich vorzulesen, und ihn vergleichen.</translation>
    </message>
    <message>
        <source>Ask your administrator whether this account may be used from this computer.</source>
        <translation>Bei der Administration nachfragen, ob dieses Konto von diesem Computer aus verwendet werden darf.</translation>
    </message>
    <message>
        <source>By a call to itself</source>
        <translation>Durch einen Anruf an sich selbst</translation>
    </message>
    <message>
        <source>By a question to itself</source>
        <translation>Durch eine Anfrage an sich selbst</translation>
    </message>
    <message>
        <source>Calls do not come in</source>
        <translation>Anrufe kommen nicht an</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Carries the sound where nothing else gets through.</source>
        <translation>Überträgt den Ton, wo sonst nichts durchkommt.</translation>
    </message>
    <message>
        <source>Certificate of your company&apos;s authority</source>
        <translation>Zertifikat der Zertifizierungsstelle der Firma</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Change that one instead of adding it again.</source>
        <translation>Das vorhandene Konto ändern, statt es noch einmal hinzuzufügen.</translation>
    </message>
    <message>
        <source>Change the existing one.</source>
        <translation>Das vorhandene Konto ändern.</translation>
    </message>
    <message>
        <source>Check its identity and make the connection secure</source>
        <translation>Identität prüfen und Verbindung absichern</translation>
    </message>
    <message>
        <source>Check that the date and time of this computer are right; otherwise tell your administrator that the certificate must be renewed.</source>
        <translation>Datum und Uhrzeit dieses Computers prüfen; wenn sie stimmen, der Administration melden, dass das Zertifikat erneuert werden muss.</translation>
    </message>
    <message>
        <source>Check that the port in the account settings is the one for TLS, or ask your administrator which security settings the server supports.</source>
        <translation>In den Kontoeinstellungen prüfen, ob der Port der für TLS ist, oder bei der Administration nachfragen, welche Sicherheitseinstellungen der Server unterstützt.</translation>
    </message>
    <message>
        <source>Check that the server name in the account settings is written exactly as your administrator gave it.</source>
        <translation>Prüfen, ob der Servername in den Kontoeinstellungen genau so geschrieben ist, wie die Administration ihn angegeben hat.</translation>
    </message>
    <message>
        <source>Check the address, the server and the connection type in the account settings.</source>
        <translation>Adresse, Server und Verbindungsart in den Kontoeinstellungen prüfen.</translation>
    </message>
    <message>
        <source>Check the port and the connection type ({transport}) in the account settings; the phone server may also be restarting.</source>
        <translation>Port und Verbindungsart ({transport}) in den Kontoeinstellungen prüfen; vielleicht startet die Telefonanlage auch gerade neu.</translation>
    </message>
    <message>
        <source>Check the server name in the account settings, and whether you need to be in the company network or VPN.</source>
        <translation>Servernamen in den Kontoeinstellungen prüfen, und ob dafür das Firmennetz oder ein VPN nötig ist.</translation>
    </message>
    <message>
        <source>Check the user name in the account settings, or ask your administrator.</source>
        <translation>Benutzernamen in den Kontoeinstellungen prüfen oder bei der Administration nachfragen.</translation>
    </message>
    <message>
        <source>Check your network or VPN connection.</source>
        <translation>Netzwerk- oder VPN-Verbindung prüfen.</translation>
    </message>
    <message>
        <source>Checking whether calls come in …</source>
        <translation>Es wird geprüft, ob Anrufe ankommen …</translation>
    </message>
    <message>
        <source>Connect the cable or Wi-Fi; the program signs in again at once by itself.</source>
        <translation>Kabel oder WLAN verbinden; die Anmeldung geschieht dann sofort von selbst.</translation>
    </message>
    <message>
        <source>Connect to it</source>
        <translation>Verbindung herstellen</translation>
    </message>
    <message>
        <source>Do &amp;not trust</source>
        <translation>&amp;Nicht vertrauen</translation>
    </message>
    <message>
        <source>Do not sign in from an unknown network. If your company has its own authority, add its certificate to the account.</source>
        <translation>In einem unbekannten Netz nicht anmelden. Hat die Firma eine eigene Zertifizierungsstelle, deren Zertifikat beim Konto hinzufügen.</translation>
    </message>
    <message>
        <source>Do not trust {name} any more</source>
        <translation>{name} nicht mehr vertrauen</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>{name} bearbeiten</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Encr&amp;ypted calls</source>
        <translation>Verschlüsse&amp;lte Anrufe</translation>
    </message>
    <message>
        <source>Enter &amp;password…</source>
        <translation>&amp;Passwort eingeben…</translation>
    </message>
    <message>
        <source>Enter digits, * and # only, like *78.</source>
        <translation>Nur Ziffern, * und # eingeben, zum Beispiel *78.</translation>
    </message>
    <message>
        <source>Enter it like 1001@pbx.example.com.</source>
        <translation>Eingabe wie 1001@pbx.example.com.</translation>
    </message>
    <message>
        <source>Enter it like pbx.example.com:5061.</source>
        <translation>Eingabe wie pbx.example.com:5061.</translation>
    </message>
    <message>
        <source>Enter it like team@pbx.example.com.</source>
        <translation>Eingabe wie team@pbx.example.com.</translation>
    </message>
    <message>
        <source>Enter it to sign in.</source>
        <translation>Zum Anmelden eingeben.</translation>
    </message>
    <message>
        <source>Enter it, or leave its user name empty.</source>
        <translation>Eingeben, oder den Benutzernamen dafür leer lassen.</translation>
    </message>
    <message>
        <source>Enter it, or leave the TURN server empty.</source>
        <translation>Eingeben, oder den TURN-Server leer lassen.</translation>
    </message>
    <message>
        <source>Enter it, then test again.</source>
        <translation>Passwort eingeben, dann noch einmal prüfen.</translation>
    </message>
    <message>
        <source>Enter the domain alone; the port belongs to the server.</source>
        <translation>Nur die Domain eingeben; der Port gehört zum Server.</translation>
    </message>
    <message>
        <source>Enter the password again. It was tried once only, so that your account is not locked.</source>
        <translation>Passwort noch einmal eingeben. Es wurde nur einmal versucht, damit das Konto nicht gesperrt wird.</translation>
    </message>
    <message>
        <source>Enter the password here; it is kept until the program ends.</source>
        <translation>Passwort hier eingeben; es gilt, bis das Programm beendet wird.</translation>
    </message>
    <message>
        <source>Enter the password to sign in.</source>
        <translation>Zum Anmelden das Passwort eingeben.</translation>
    </message>
    <message>
        <source>Enter {least} to {most} seconds, or 0 for none.</source>
        <translation>{least} bis {most} Sekunden eingeben, oder 0 für keine.</translation>
    </message>
    <message>
        <source>Enter {min_expires_s} to {max_expires_s} seconds.</source>
        <translation>{min_expires_s} bis {max_expires_s} Sekunden eingeben.</translation>
    </message>
    <message>
        <source>Events (RFC 4733)</source>
        <translation>Ereignisse (RFC 4733)</translation>
    </message>
    <message>
        <source>Everything works: this account can make and receive calls.</source>
        <translation>Alles funktioniert: Mit diesem Konto kann angerufen und angenommen werden.</translation>
    </message>
    <message>
        <source>Few&amp;er settings</source>
        <translation>Weniger Ein&amp;stellungen</translation>
    </message>
    <message>
        <source>Find the phone server</source>
        <translation>Telefonanlage finden</translation>
    </message>
    <message>
        <source>Find the servers by the name of the domain (SRV)</source>
        <translation>Server über den Namen der Domain finden (SRV)</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <translation>Fingerabdruck (SHA-256)</translation>
    </message>
    <message>
        <source>Follow redirections without asking</source>
        <translation>Umleitungen ohne Rückfrage folgen</translation>
    </message>
    <message>
        <source>Follow transfers by the other side</source>
        <translation>Dem Vermitteln der Gegenseite folgen</translation>
    </message>
    <message>
        <source>For example: *97</source>
        <translation>Zum Beispiel: *97</translation>
    </message>
    <message>
        <source>For example: Office</source>
        <translation>Zum Beispiel: Büro</translation>
    </message>
    <message>
        <source>For example: sales, 1003</source>
        <translation>Zum Beispiel: Vertrieb, 1003</translation>
    </message>
    <message>
        <source>Host, or host:port.</source>
        <translation>Host oder Host:Port.</translation>
    </message>
    <message>
        <source>How this account is called in this program.</source>
        <translation>So heißt dieses Konto in diesem Programm.</translation>
    </message>
    <message>
        <source>I have compared the &amp;fingerprint, and every group is the same</source>
        <translation>Der &amp;Fingerabdruck ist verglichen, und jede Gruppe ist gleich</translation>
    </message>
    <message>
        <source>IPv4 only</source>
        <translation>Nur IPv4</translation>
    </message>
    <message>
        <source>IPv6 only</source>
        <translation>Nur IPv6</translation>
    </message>
    <message>
        <source>If it lasts, tell your administrator.</source>
        <translation>Wenn es anhält, der Administration melden.</translation>
    </message>
    <message>
        <source>Internet protocol</source>
        <translation>Internetprotokoll</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation>Ausgestellt für</translation>
    </message>
    <message>
        <source>It has expired, by the clock of this computer.</source>
        <translation>Nach der Uhr dieses Computers ist es abgelaufen.</translation>
    </message>
    <message>
        <source>It is not for {server}, but for {names}.</source>
        <translation>Es gilt nicht für {server}, sondern für {names}.</translation>
    </message>
    <message>
        <source>It is not the certificate that you trusted for this server before.</source>
        <translation>Es ist nicht das Zertifikat, dem bisher für diesen Server vertraut wurde.</translation>
    </message>
    <message>
        <source>It is not valid yet, by the clock of this computer.</source>
        <translation>Nach der Uhr dieses Computers ist es noch nicht gültig.</translation>
    </message>
    <message>
        <source>It is used until the program ends; you will be asked for it next time.</source>
        <translation>Es gilt, bis das Programm beendet wird; beim nächsten Mal wird wieder danach gefragt.</translation>
    </message>
    <message>
        <source>It lets nothing through before that, neither calls nor mail.</source>
        <translation>Vorher lässt es nichts durch, weder Anrufe noch E-Mail.</translation>
    </message>
    <message>
        <source>It may be asking you to unlock it. You can also enter the password here.</source>
        <translation>Vielleicht fragt er gerade danach, entsperrt zu werden. Das Passwort kann auch hier eingegeben werden.</translation>
    </message>
    <message>
        <source>Its settings and its saved password are deleted from this computer.</source>
        <translation>Seine Einstellungen und sein gespeichertes Passwort werden von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>Keep the connection, for incoming calls (outbound)</source>
        <translation>Verbindung für eingehende Anrufe halten (Outbound)</translation>
    </message>
    <message>
        <source>Key a&amp;greement</source>
        <translation>Schlüsselaustaus&amp;ch</translation>
    </message>
    <message>
        <source>Let the sound find the shortest way (ICE)</source>
        <translation>Den Ton den kürzesten Weg finden lassen (ICE)</translation>
    </message>
    <message>
        <source>Look at the &amp;certificate…</source>
        <translation>Zertifikat anse&amp;hen…</translation>
    </message>
    <message>
        <source>Look at the certi&amp;ficate…</source>
        <translation>Zertifikat anse&amp;hen…</translation>
    </message>
    <message>
        <source>Mailbo&amp;xes of the team</source>
        <translation>&amp;Weitere Mailboxen</translation>
    </message>
    <message>
        <source>Messages (SIP INFO)</source>
        <translation>Nachrichten (SIP INFO)</translation>
    </message>
    <message>
        <source>Name that callers may see</source>
        <translation>Name, den andere sehen können</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>Netzwerkeinstellungen</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>Noch kein Konto</translation>
    </message>
    <message>
        <source>No secure connection to {server} could be made.</source>
        <translation>Zu {server} konnte keine sichere Verbindung hergestellt werden.</translation>
    </message>
    <message>
        <source>Nobody knows what “{name}” in this file means.</source>
        <translation>Was „{name}“ in dieser Datei bedeutet, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>None; a server that is not known asks you.</source>
        <translation>Keine; bei einem unbekannten Server wird gefragt.</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Nothing was sent to it. Look at the new certificate, and ask your administrator whether it was renewed.</source>
        <translation>Es wurde nichts dorthin gesendet. Das neue Zertifikat ansehen und bei der Administration nachfragen, ob es erneuert wurde.</translation>
    </message>
    <message>
        <source>Nu&amp;mber others see</source>
        <translation>Sichtbar&amp;e Rufnummer</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Only certificates that were trusted by &amp;hand</source>
        <translation>Nur e&amp;inzeln geprüfte Zertifikate annehmen</translation>
    </message>
    <message>
        <source>Opens the list of accounts</source>
        <translation>Öffnet die Liste der Konten</translation>
    </message>
    <message>
        <source>Otherwise it is used until the program ends.</source>
        <translation>Sonst gilt es, bis das Programm beendet wird.</translation>
    </message>
    <message>
        <source>Password for {name}</source>
        <translation>Passwort für {name}</translation>
    </message>
    <message>
        <source>Password needed</source>
        <translation>Passwort nötig</translation>
    </message>
    <message>
        <source>Passwords are never read from files. Take it out of the file, and type it here.</source>
        <translation>Passwörter werden nie aus Dateien gelesen. Aus der Datei entfernen und hier eingeben.</translation>
    </message>
    <message>
        <source>Prove incoming calls</source>
        <translation>Erreichbarkeit prüfen</translation>
    </message>
    <message>
        <source>Reachable, checked {time}</source>
        <translation>Erreichbar, {time} geprüft</translation>
    </message>
    <message>
        <source>Ready for calls</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the account {name}?</source>
        <translation>Das Konto {name} entfernen?</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Rene&amp;w sign-in after</source>
        <translation>Anmeldung e&amp;rneuern nach</translation>
    </message>
    <message>
        <source>S&amp;ave</source>
        <translation>Speic&amp;hern</translation>
    </message>
    <message>
        <source>STUN server</source>
        <translation>STUN-Server</translation>
    </message>
    <message>
        <source>Same as in the address</source>
        <translation>Wie in der Adresse</translation>
    </message>
    <message>
        <source>Seconds, from 30 to 86400.</source>
        <translation>Sekunden, von 30 bis 86400.</translation>
    </message>
    <message>
        <source>Seconds, from 5 to 3600; 0 for never.</source>
        <translation>Sekunden, von 5 bis 3600; 0 für nie.</translation>
    </message>
    <message>
        <source>Ser&amp;ver</source>
        <translation>Ser&amp;ver</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in to this network in your browser.</source>
        <translation>Im Browser an diesem Netz anmelden.</translation>
    </message>
    <message>
        <source>Sign of life every</source>
        <translation>Lebenszeichen alle</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft…</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>Abmeldung läuft…</translation>
    </message>
    <message>
        <source>Somebody may be between you and the server, and would get your password and your calls. Nothing has been sent yet.</source>
        <translation>Vielleicht steht jemand zwischen diesem Computer und dem Server und bekäme Passwort und Anrufe. Noch wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Start it again; if it stops at once, send the diagnosis to your helpdesk.</source>
        <translation>Noch einmal starten; hält er gleich wieder an, die Diagnose an den Helpdesk senden.</translation>
    </message>
    <message>
        <source>Switch it on in the account settings to use it.</source>
        <translation>Zum Verwenden in den Kontoeinstellungen einschalten.</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>TLS (encrypted)</source>
        <translation>TLS (verschlüsselt)</translation>
    </message>
    <message>
        <source>TURN password</source>
        <translation>TURN-Passwort</translation>
    </message>
    <message>
        <source>TURN server</source>
        <translation>TURN-Server</translation>
    </message>
    <message>
        <source>TURN user name</source>
        <translation>TURN-Benutzername</translation>
    </message>
    <message>
        <source>Tells which address you have outside.</source>
        <translation>Nennt die eigene Adresse nach außen.</translation>
    </message>
    <message>
        <source>Test of the account</source>
        <translation>Prüfung des Kontos</translation>
    </message>
    <message>
        <source>The TURN server is missing.</source>
        <translation>Der TURN-Server fehlt.</translation>
    </message>
    <message>
        <source>The account settings cannot be used as they are.</source>
        <translation>Die Kontoeinstellungen sind so nicht verwendbar.</translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation>Die Adresse fehlt.</translation>
    </message>
    <message>
        <source>The address is not complete.</source>
        <translation>Die Adresse ist nicht vollständig.</translation>
    </message>
    <message>
        <source>The address of a list is not complete.</source>
        <translation>Die Adresse einer Liste ist nicht vollständig.</translation>
    </message>
    <message>
        <source>The certificate of {server} has expired, so its identity could not be confirmed.</source>
        <translation>Das Zertifikat von {server} ist abgelaufen, daher konnte die Identität nicht bestätigt werden.</translation>
    </message>
    <message>
        <source>The certificate that was shown belongs to another server, not to {server}.</source>
        <translation>Das vorgelegte Zertifikat gehört zu einem anderen Server, nicht zu {server}.</translation>
    </message>
    <message>
        <source>The company&apos;s certificate could not be saved.</source>
        <translation>Das Zertifikat der Firma konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The company&apos;s certificate in this file cannot be used.</source>
        <translation>Das Zertifikat der Firma in dieser Datei ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The identity of {server} could not be confirmed: its certificate is not from an authority that this computer trusts.</source>
        <translation>Die Identität von {server} konnte nicht bestätigt werden: Das Zertifikat stammt von keiner Stelle, der dieser Computer vertraut.</translation>
    </message>
    <message>
        <source>The identity of {server} is not certain</source>
        <translation>Die Identität von {server} ist nicht gesichert</translation>
    </message>
    <message>
        <source>The password for the TURN server is missing.</source>
        <translation>Das Passwort für den TURN-Server fehlt.</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>Das Passwort fehlt.</translation>
    </message>
    <message>
        <source>The password of this account is not known.</source>
        <translation>Das Passwort dieses Kontos ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The password store of this computer did not answer.</source>
        <translation>Der Passwortspeicher dieses Computers hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>The password store of this computer did not work.</source>
        <translation>Der Passwortspeicher dieses Computers hat nicht funktioniert.</translation>
    </message>
    <message>
        <source>The password store of this computer has not answered yet.</source>
        <translation>Der Passwortspeicher dieses Computers hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>The password store of this computer is locked.</source>
        <translation>Der Passwortspeicher dieses Computers ist gesperrt.</translation>
    </message>
    <message>
        <source>The phone part of the program does not run.</source>
        <translation>Der Telefonteil des Programms läuft nicht.</translation>
    </message>
    <message>
        <source>The phone part of the program is starting again.</source>
        <translation>Der Telefonteil des Programms startet neu.</translation>
    </message>
    <message>
        <source>The phone server answers and has this computer on its list; it passes no test on to it.</source>
        <translation>Die Telefonanlage antwortet und führt diesen Computer in ihrer Liste; einen Test reicht sie nicht an ihn weiter.</translation>
    </message>
    <message>
        <source>The phone server did not accept the password for {user}.</source>
        <translation>Die Telefonanlage hat das Passwort für {user} nicht angenommen.</translation>
    </message>
    <message>
        <source>The phone server does not know {user}.</source>
        <translation>Die Telefonanlage kennt {user} nicht.</translation>
    </message>
    <message>
        <source>The phone server does not let {user} sign in.</source>
        <translation>Die Telefonanlage lässt {user} nicht zur Anmeldung zu.</translation>
    </message>
    <message>
        <source>The phone server {server} could not be found.</source>
        <translation>Die Telefonanlage {server} wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The phone server {server} does not answer.</source>
        <translation>Die Telefonanlage {server} antwortet nicht.</translation>
    </message>
    <message>
        <source>The phone server {server} has a problem and could not sign you in.</source>
        <translation>Die Telefonanlage {server} hat ein Problem, die Anmeldung war nicht möglich.</translation>
    </message>
    <message>
        <source>The presence domain has a port.</source>
        <translation>Die Presence-Domain enthält einen Port.</translation>
    </message>
    <message>
        <source>The program keeps trying by itself.</source>
        <translation>Das Programm versucht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The program signs in again by itself; if it lasts, check your network or VPN.</source>
        <translation>Das Programm meldet sich von selbst neu an; wenn es anhält, Netzwerk oder VPN prüfen.</translation>
    </message>
    <message>
        <source>The server has issued it to itself; no authority vouches for it.</source>
        <translation>Der Server hat es sich selbst ausgestellt; keine Stelle bürgt dafür.</translation>
    </message>
    <message>
        <source>The time after which the sign-in is renewed is out of range.</source>
        <translation>Die Zeit, nach der die Anmeldung erneuert wird, liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>The time between keep-alives is out of range.</source>
        <translation>Die Zeit zwischen den Lebenszeichen liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>The user name for the TURN server is missing.</source>
        <translation>Der Benutzername für den TURN-Server fehlt.</translation>
    </message>
    <message>
        <source>The {what} has characters that cannot be used.</source>
        <translation>{what}: Diese Eingabe enthält Zeichen, die nicht verwendbar sind.</translation>
    </message>
    <message>
        <source>The {what} is not a server name.</source>
        <translation>{what}: Das ist kein Servername.</translation>
    </message>
    <message>
        <source>Their new messages are counted, too.</source>
        <translation>Ihre neuen Nachrichten werden mitgezählt.</translation>
    </message>
    <message>
        <source>There is a password in this file.</source>
        <translation>In dieser Datei steht ein Passwort.</translation>
    </message>
    <message>
        <source>There is an account with this address already.</source>
        <translation>Mit dieser Adresse gibt es schon ein Konto.</translation>
    </message>
    <message>
        <source>There is no account in this file.</source>
        <translation>In dieser Datei steht kein Konto.</translation>
    </message>
    <message>
        <source>There is no account yet. Add the one that your administrator gave you.</source>
        <translation>Es gibt noch kein Konto. Das von der Administration mitgeteilte Konto hinzufügen.</translation>
    </message>
    <message>
        <source>There is no network.</source>
        <translation>Es ist kein Netz da.</translation>
    </message>
    <message>
        <source>This account does not exist any more.</source>
        <translation>Dieses Konto gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>This account exists already.</source>
        <translation>Dieses Konto gibt es schon.</translation>
    </message>
    <message>
        <source>This account file is for another version of the program.</source>
        <translation>Diese Kontodatei ist für eine andere Version des Programms.</translation>
    </message>
    <message>
        <source>This account is switched off.</source>
        <translation>Dieses Konto ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>This computer does not trust who issued it: {issuer}.</source>
        <translation>Dieser Computer vertraut dem Aussteller nicht: {issuer}.</translation>
    </message>
    <message>
        <source>This computer has no password store that the softphone can use.</source>
        <translation>Dieser Computer hat keinen Passwortspeicher, den das Softphone verwenden kann.</translation>
    </message>
    <message>
        <source>This file is too big for an account file.</source>
        <translation>Diese Datei ist zu groß für eine Kontodatei.</translation>
    </message>
    <message>
        <source>This is not a code that can be dialled.</source>
        <translation>Dieser Code kann nicht gewählt werden.</translation>
    </message>
    <message>
        <source>This is not an account file.</source>
        <translation>Das ist keine Kontodatei.</translation>
    </message>
    <message>
        <source>This step failed.</source>
        <translation>Dieser Schritt ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Tones in the sound</source>
        <translation>Töne im Gespräch</translation>
    </message>
    <message>
        <source>Tries now and then whether calls reach you.</source>
        <translation>Prüft ab und zu, ob Anrufe ankommen.</translation>
    </message>
    <message>
        <source>Trusted authorit&amp;ies</source>
        <translation>Zertifizierun&amp;gsstellen</translation>
    </message>
    <message>
        <source>Trusted before</source>
        <translation>Bisher vertraut</translation>
    </message>
    <message>
        <source>Trusted certi&amp;ficates</source>
        <translation>Vertraute &amp;Zertifikate</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>Er&amp;neut versuchen</translation>
    </message>
    <message>
        <source>Try the account step by step without saving it</source>
        <translation>Das Konto Schritt für Schritt prüfen, ohne es zu speichern</translation>
    </message>
    <message>
        <source>Type it again without them.</source>
        <translation>Ohne diese noch einmal eingeben.</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Unlock it, or enter the password here; then it is kept until the program ends.</source>
        <translation>Entsperren oder das Passwort hier eingeben; dann gilt es, bis das Programm beendet wird.</translation>
    </message>
    <message>
        <source>Valid for</source>
        <translation>Gültig für</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Voicemail num&amp;ber</source>
        <translation>Mailbo&amp;x-Nummer</translation>
    </message>
    <message>
        <source>Welcome. Add your account to make calls.</source>
        <translation>Willkommen. Zum Telefonieren ein Konto hinzufügen.</translation>
    </message>
    <message>
        <source>When the other side can</source>
        <translation>Wenn die Gegenseite es kann</translation>
    </message>
    <message>
        <source>When you call somebody outside. For example: +49 30 1234-56</source>
        <translation>Bei Anrufen nach außen. Zum Beispiel: +49 30 1234-56</translation>
    </message>
    <message>
        <source>Whichever works</source>
        <translation>Was funktioniert</translation>
    </message>
    <message>
        <source>You need the address and the password that your administrator gave you.</source>
        <translation>Nötig sind Adresse und Passwort, wie die Administration sie mitgeteilt hat.</translation>
    </message>
    <message>
        <source>You will be back in a few seconds.</source>
        <translation>In wenigen Sekunden geht es weiter.</translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>Eigener &amp;Name</translation>
    </message>
    <message>
        <source>Your administrator decides which servers are trusted. Show this to them.</source>
        <translation>Die Administration entscheidet, welchen Servern vertraut wird. Ihr dies zeigen.</translation>
    </message>
    <message>
        <source>Your password was not saved. {why}</source>
        <translation>Das Passwort wurde nicht gespeichert. {why}</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemanden</translation>
    </message>
    <message>
        <source>number that others see</source>
        <translation>sichtbare Rufnummer</translation>
    </message>
    <message>
        <source>outbound proxy</source>
        <translation>Ausgehender Proxy</translation>
    </message>
    <message>
        <source>phone system</source>
        <translation>Telefonanlage</translation>
    </message>
    <message>
        <source>presence domain</source>
        <translation>Presence-Domain</translation>
    </message>
    <message>
        <source>presence server</source>
        <translation>Presence-Server</translation>
    </message>
    <message>
        <source>server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>user name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>user name for the TURN server</source>
        <translation>Benutzername für den TURN-Server</translation>
    </message>
    <message>
        <source>voicemail number</source>
        <translation>Mailbox-Nummer</translation>
    </message>
    <message>
        <source>{server} refused the connection.</source>
        <translation>{server} hat die Verbindung abgelehnt.</translation>
    </message>
    <message>
        <source>{server} shows a new certificate</source>
        <translation>{server} zeigt ein neues Zertifikat</translation>
    </message>
    <message>
        <source>{server} shows another certificate than the one that you trusted.</source>
        <translation>{server} zeigt ein anderes Zertifikat als das, dem vertraut wurde.</translation>
    </message>
</context>
<context>
    <name>calls</name>
    <message>
        <source>&amp;Connect the two, and leave them</source>
        <translation>Die beiden &amp;verbinden und gehen</translation>
    </message>
    <message>
        <source>&amp;Leave them apart</source>
        <translation>Ge&amp;trennt lassen</translation>
    </message>
    <message>
        <source>&amp;Park in any free slot</source>
        <translation>Auf einem freien Platz &amp;parken</translation>
    </message>
    <message>
        <source>&amp;Talk with both, all together</source>
        <translation>Mit beiden zusammen &amp;sprechen</translation>
    </message>
    <message>
        <source>A VPN or firewall may keep the sound out, or the other side has its microphone off.</source>
        <translation>Vielleicht hält ein VPN oder eine Firewall den Ton auf, oder das Mikrofon der Gegenseite ist aus.</translation>
    </message>
    <message>
        <source>A conference takes the user and eight others at the most.</source>
        <translation>In eine Konferenz passen höchstens acht andere.</translation>
    </message>
    <message>
        <source>A number, a name or a SIP address. Enter calls.</source>
        <translation>Eine Nummer, ein Name oder eine SIP-Adresse. Eingabetaste ruft an.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add to the call with {name}</source>
        <translation>Zum Gespräch mit {name} hinzufügen</translation>
    </message>
    <message>
        <source>Add your account in the settings.</source>
        <translation>In den Einstellungen ein Konto hinzufügen.</translation>
    </message>
    <message>
        <source>All calls are recorded here</source>
        <translation>Hier werden alle Gespräche aufgenommen</translation>
    </message>
    <message>
        <source>All three of you speak together</source>
        <translation>Alle drei sprechen miteinander</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Answer the call</source>
        <translation>Anruf annehmen</translation>
    </message>
    <message>
        <source>Answered by itself</source>
        <translation>Von selbst angenommen</translation>
    </message>
    <message>
        <source>Answered on another device</source>
        <translation>Auf einem anderen Gerät angenommen</translation>
    </message>
    <message>
        <source>Answered on your mobile</source>
        <translation>Auf dem Mobiltelefon angenommen</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>Rückfrage</translation>
    </message>
    <message>
        <source>Ask your administrator whether you may call this number.</source>
        <translation>Bei der Administration nachfragen, ob diese Nummer angerufen werden darf.</translation>
    </message>
    <message>
        <source>Ask your administrator.</source>
        <translation>Bei der Administration nachfragen.</translation>
    </message>
    <message>
        <source>Ask your administrator; the encryption setting of the account may have to change.</source>
        <translation>Bei der Administration nachfragen; vielleicht muss die Verschlüsselung des Kontos anders eingestellt werden.</translation>
    </message>
    <message>
        <source>Asking {name} before the transfer</source>
        <translation>Rückfrage bei {name} vor dem Vermitteln</translation>
    </message>
    <message>
        <source>Back to caller</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Back to the call</source>
        <translation>Zurück zum Gespräch</translation>
    </message>
    <message>
        <source>Back to the caller</source>
        <translation>Zurück zum Anrufer</translation>
    </message>
    <message>
        <source>Being transferred…</source>
        <translation>Wird vermittelt…</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Besetzt</translation>
    </message>
    <message>
        <source>Busy.</source>
        <translation>Besetzt.</translation>
    </message>
    <message>
        <source>C&amp;opy the number</source>
        <translation>Nummer k&amp;opieren</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Erneut anrufen</translation>
    </message>
    <message numerus="yes">
        <source>Call again in %n minute(s).</source>
        <translation>
            <numerusform>In %n Minute noch einmal anrufen.</numerusform>
            <numerusform>In %n Minuten noch einmal anrufen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Call again in %n second(s).</source>
        <translation>
            <numerusform>In %n Sekunde noch einmal anrufen.</numerusform>
            <numerusform>In %n Sekunden noch einmal anrufen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call again later.</source>
        <translation>Später noch einmal anrufen.</translation>
    </message>
    <message>
        <source>Call again; if it lasts, tell your administrator that the encryption does not match.</source>
        <translation>Noch einmal anrufen; wenn es anhält, der Administration melden, dass die Verschlüsselung nicht zusammenpasst.</translation>
    </message>
    <message>
        <source>Call and add</source>
        <translation>Anrufen und hinzufügen</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Zurückrufen</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>Anruf beendet</translation>
    </message>
    <message>
        <source>Call somebody and talk all together</source>
        <translation>Jemanden anrufen und alle zusammen sprechen</translation>
    </message>
    <message>
        <source>Call that number instead.</source>
        <translation>Stattdessen diese Nummer anrufen.</translation>
    </message>
    <message>
        <source>Call that person and talk all together</source>
        <translation>Diese Person anrufen und alle zusammen sprechen</translation>
    </message>
    <message>
        <source>Call what is in the field</source>
        <translation>Anrufen, was im Feld steht</translation>
    </message>
    <message>
        <source>Calling your mobile… You go on talking here until it is taken there.</source>
        <translation>Das Mobiltelefon wird angerufen … Bis dort übernommen wird, geht das Gespräch hier weiter.</translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation>Anruf läuft…</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Calls cannot be parked like this here.</source>
        <translation>So können Anrufe hier nicht geparkt werden.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Check the account settings.</source>
        <translation>Kontoeinstellungen prüfen.</translation>
    </message>
    <message>
        <source>Check the account, or call with another.</source>
        <translation>Das Konto prüfen oder mit einem anderen anrufen.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Adresse prüfen.</translation>
    </message>
    <message>
        <source>Check the number, and whether it needs a prefix.</source>
        <translation>Nummer prüfen, und ob sie eine Vorwahl braucht.</translation>
    </message>
    <message>
        <source>Check the number; if it is right, sign the account in again and retry.</source>
        <translation>Nummer prüfen; stimmt sie, das Konto neu anmelden und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Check your network or VPN connection, then call again.</source>
        <translation>Netzwerk- oder VPN-Verbindung prüfen, dann noch einmal anrufen.</translation>
    </message>
    <message>
        <source>Choose a slot that is free.</source>
        <translation>Einen freien Platz wählen.</translation>
    </message>
    <message>
        <source>Choose another folder for recordings in the settings.</source>
        <translation>In den Einstellungen einen anderen Ordner für Aufnahmen wählen.</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message numerus="yes">
        <source>Conference with %n other(s)</source>
        <translation>
            <numerusform>Konferenz mit %n anderen Person</numerusform>
            <numerusform>Konferenz mit %n anderen</numerusform>
        </translation>
    </message>
    <message>
        <source>Connect the caller with somebody else</source>
        <translation>Den Anrufer mit jemand anderem verbinden</translation>
    </message>
    <message>
        <source>Connect the caller with that person at once</source>
        <translation>Den Anrufer sofort mit dieser Person verbinden</translation>
    </message>
    <message>
        <source>Connect the two and leave</source>
        <translation>Die beiden verbinden und gehen</translation>
    </message>
    <message>
        <source>Connect the two as soon as there is an answer</source>
        <translation>Die beiden verbinden, sobald angenommen wird</translation>
    </message>
    <message>
        <source>Connect {one} with {other}, and leave them</source>
        <translation>{one} mit {other} verbinden und gehen</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connecting {caller} with {asked}…</source>
        <translation>{caller} wird mit {asked} verbunden…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Continue on your mobile</source>
        <translation>Auf dem Mobiltelefon weitersprechen</translation>
    </message>
    <message>
        <source>Continued as another call</source>
        <translation>In einem anderen Anruf fortgesetzt</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Delete the last character</source>
        <translation>Letztes Zeichen löschen</translation>
    </message>
    <message>
        <source>Delete what you no longer need, or choose another folder for recordings in the settings.</source>
        <translation>Nicht mehr Benötigtes löschen oder in den Einstellungen einen anderen Ordner für Aufnahmen wählen.</translation>
    </message>
    <message>
        <source>Do not take the call</source>
        <translation>Anruf nicht annehmen</translation>
    </message>
    <message>
        <source>Do not tell me</source>
        <translation>Nicht mehr melden</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>End a call, then try again.</source>
        <translation>Einen Anruf beenden, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>Für alle beenden</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>Anruf beenden</translation>
    </message>
    <message>
        <source>End the call with the person asked</source>
        <translation>Rückfragegespräch beenden</translation>
    </message>
    <message>
        <source>End the call with the person asked and talk with the caller again</source>
        <translation>Rückfragegespräch beenden und wieder mit dem Anrufer sprechen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Enter a number with digits, and + only in front.</source>
        <translation>Eine Nummer aus Ziffern eingeben, + nur am Anfang.</translation>
    </message>
    <message>
        <source>Enter a number, or an address like anna@example.com.</source>
        <translation>Eine Nummer oder eine Adresse wie anna@example.com eingeben.</translation>
    </message>
    <message>
        <source>Enter a number.</source>
        <translation>Eine Nummer eingeben.</translation>
    </message>
    <message>
        <source>Enter how your phone server parks calls in the settings, under Numbers.</source>
        <translation>In den Einstellungen unter „Rufnummern“ eintragen, wie die Telefonanlage Anrufe parkt.</translation>
    </message>
    <message>
        <source>Enter it like anna@example.com.</source>
        <translation>Eingabe wie anna@example.com.</translation>
    </message>
    <message>
        <source>Enter it like sip:anna@example.com.</source>
        <translation>Eingabe wie sip:anna@example.com.</translation>
    </message>
    <message>
        <source>Enter one number only.</source>
        <translation>Nur eine Nummer eingeben.</translation>
    </message>
    <message>
        <source>Enter the group pick-up code of your phone server in the settings, under Numbers.</source>
        <translation>In den Einstellungen unter „Rufnummern“ den Code der Telefonanlage zum Heranholen aus der Gruppe eintragen.</translation>
    </message>
    <message>
        <source>Enter the number</source>
        <translation>Nummer eingeben</translation>
    </message>
    <message>
        <source>Enter the number without it; key the extension in when the call is answered.</source>
        <translation>Die Nummer ohne sie eingeben; die Durchwahl nach dem Annehmen über die Tasten eingeben.</translation>
    </message>
    <message>
        <source>Enter the password of your account first.</source>
        <translation>Zuerst das Passwort des Kontos eingeben.</translation>
    </message>
    <message>
        <source>Enter the pick-up code of your phone server in the settings, under Numbers.</source>
        <translation>In den Einstellungen unter „Rufnummern“ den Heranholcode der Telefonanlage eintragen.</translation>
    </message>
    <message>
        <source>Go on recording</source>
        <translation>Weiter aufnehmen</translation>
    </message>
    <message>
        <source>Hang up on everybody</source>
        <translation>Bei allen auflegen</translation>
    </message>
    <message>
        <source>Hang up on this person</source>
        <translation>Bei dieser Person auflegen</translation>
    </message>
    <message>
        <source>Hang up on {name}</source>
        <translation>Bei {name} auflegen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Eingehender Anruf</translation>
    </message>
    <message>
        <source>Incoming call from {name}</source>
        <translation>Eingehender Anruf von {name}</translation>
    </message>
    <message>
        <source>It is ringing there…</source>
        <translation>Es klingelt…</translation>
    </message>
    <message>
        <source>It is starting again by itself; call again in a few seconds.</source>
        <translation>Er startet von selbst neu; in wenigen Sekunden noch einmal anrufen.</translation>
    </message>
    <message>
        <source>Keep both calls</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Keep it here</source>
        <translation>Hier behalten</translation>
    </message>
    <message>
        <source>Keep the caller</source>
        <translation>Anrufer behalten</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys sent: {digits}</source>
        <translation>Gesendete Tasten: {digits}</translation>
    </message>
    <message>
        <source>Leave at least one format ticked; otherwise no call has sound.</source>
        <translation>Mindestens ein Format ausgewählt lassen, sonst hat kein Anruf Ton.</translation>
    </message>
    <message>
        <source>Leave the two apart, as they were before</source>
        <translation>Die beiden getrennt lassen, wie sie waren</translation>
    </message>
    <message>
        <source>Leave the two together</source>
        <translation>Die beiden verbinden</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Let everybody hear {name} again</source>
        <translation>Alle {name} wieder hören lassen</translation>
    </message>
    <message>
        <source>Let nobody hear this person</source>
        <translation>Niemanden diese Person hören lassen</translation>
    </message>
    <message>
        <source>Let nobody hear {name}</source>
        <translation>Niemanden {name} hören lassen</translation>
    </message>
    <message>
        <source>Let somebody leave before you add the next one.</source>
        <translation>Erst jemanden gehen lassen, dann die nächste Person hinzufügen.</translation>
    </message>
    <message>
        <source>Listens</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Konferenz</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Verpasster Anruf</translation>
    </message>
    <message>
        <source>Missed call: the program ended while it rang</source>
        <translation>Verpasster Anruf: Das Programm wurde beendet, während es klingelte</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>My mobile</source>
        <translation>Mein Mobiltelefon</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No account is set up to call with.</source>
        <translation>Zum Anrufen ist kein Konto eingerichtet.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>Keine Antwort.</translation>
    </message>
    <message>
        <source>No call is parked</source>
        <translation>Kein Anruf ist geparkt</translation>
    </message>
    <message>
        <source>No calls</source>
        <translation>Keine Anrufe</translation>
    </message>
    <message>
        <source>No common sound format or encryption with the other side</source>
        <translation>Kein gemeinsames Audioformat oder keine gemeinsame Verschlüsselung mit der Gegenseite</translation>
    </message>
    <message>
        <source>No sound came through</source>
        <translation>Es kam kein Ton durch</translation>
    </message>
    <message>
        <source>Nobody has answered yet</source>
        <translation>Noch hat niemand angenommen</translation>
    </message>
    <message>
        <source>Nobody hears them</source>
        <translation>Für alle stumm</translation>
    </message>
    <message>
        <source>Nobody hears what you say. {keys} switches the microphone on.</source>
        <translation>Niemand hört, was gesagt wird. {keys} schaltet das Mikrofon ein.</translation>
    </message>
    <message>
        <source>Not reachable at the moment</source>
        <translation>Zurzeit nicht erreichbar</translation>
    </message>
    <message>
        <source>Not transferred to {name}</source>
        <translation>Nicht an {name} vermittelt</translation>
    </message>
    <message>
        <source>Not transferred to {target}: {why}</source>
        <translation>Nicht an {target} vermittelt: {why}</translation>
    </message>
    <message>
        <source>Nothing has been dialled yet.</source>
        <translation>Es wurde noch nichts gewählt.</translation>
    </message>
    <message>
        <source>Nothing has been heard from the other side for a while</source>
        <translation>Von der Gegenseite ist seit einer Weile nichts zu hören</translation>
    </message>
    <message>
        <source>Nothing is heard from the other side</source>
        <translation>Von der Gegenseite ist nichts zu hören</translation>
    </message>
    <message>
        <source>Nothing is heard, and the phone server does not answer</source>
        <translation>Es ist nichts zu hören, und die Telefonanlage antwortet nicht</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Nummer unterdrückt</translation>
    </message>
    <message>
        <source>Number, name or address</source>
        <translation>Nummer, Name oder Adresse</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>On hold by both sides</source>
        <translation>Von beiden Seiten gehalten</translation>
    </message>
    <message>
        <source>Park in a &amp;certain slot</source>
        <translation>Auf einem be&amp;stimmten Platz parken</translation>
    </message>
    <message>
        <source>Park in {slot}</source>
        <translation>Auf {slot} parken</translation>
    </message>
    <message>
        <source>Park the call, to be taken back at any phone</source>
        <translation>Anruf parken; er kann an jedem Telefon zurückgeholt werden</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Geparkt</translation>
    </message>
    <message>
        <source>Parked in slot {slot}</source>
        <translation>Geparkt auf Platz {slot}</translation>
    </message>
    <message>
        <source>Parked: {names}</source>
        <translation>Geparkt: {names}</translation>
    </message>
    <message>
        <source>Pause the recording</source>
        <translation>Aufnahme anhalten</translation>
    </message>
    <message>
        <source>Prefer less</source>
        <translation>Nachrangiger</translation>
    </message>
    <message>
        <source>Prefer more</source>
        <translation>Vorrangiger</translation>
    </message>
    <message>
        <source>Put everybody on hold</source>
        <translation>Alle halten</translation>
    </message>
    <message>
        <source>Put the call on hold</source>
        <translation>Anruf halten</translation>
    </message>
    <message>
        <source>Record the call</source>
        <translation>Gespräch aufnehmen</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme läuft</translation>
    </message>
    <message>
        <source>Recording calls is switched off</source>
        <translation>Das Aufnehmen von Gesprächen ist ausgeschaltet</translation>
    </message>
    <message>
        <source>Recording paused</source>
        <translation>Aufnahme angehalten</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Send key tones</source>
        <translation>Tastentöne senden</translation>
    </message>
    <message>
        <source>Show the setting</source>
        <translation>Einstellung zeigen</translation>
    </message>
    <message>
        <source>Somebody waits in slot {slot} already.</source>
        <translation>Auf Platz {slot} wartet schon jemand.</translation>
    </message>
    <message>
        <source>Sound formats</source>
        <translation>Audioformate</translation>
    </message>
    <message>
        <source>Sound formats in order of preference</source>
        <translation>Audioformate, bevorzugte zuerst</translation>
    </message>
    <message>
        <source>Speaks</source>
        <translation>Spricht</translation>
    </message>
    <message>
        <source>Speaks with you</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Aufnahme beenden</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Makeln</translation>
    </message>
    <message>
        <source>Switch it on in the settings, if your company allows it.</source>
        <translation>In den Einstellungen einschalten, wenn die Firma es erlaubt.</translation>
    </message>
    <message>
        <source>Switch it on in the settings.</source>
        <translation>In den Einstellungen einschalten.</translation>
    </message>
    <message>
        <source>Switch your microphone off</source>
        <translation>Eigenes Mikrofon ausschalten</translation>
    </message>
    <message>
        <source>Switch your microphone on</source>
        <translation>Eigenes Mikrofon einschalten</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Take {name} from {slot}</source>
        <translation>{name} von {slot} zurückholen</translation>
    </message>
    <message>
        <source>Take…</source>
        <translation>Zurückholen…</translation>
    </message>
    <message>
        <source>Talk again</source>
        <translation>Weitersprechen</translation>
    </message>
    <message>
        <source>Talk alone with this person; the others wait</source>
        <translation>Allein mit dieser Person sprechen; die anderen warten</translation>
    </message>
    <message>
        <source>Talk alone with {name}; the others wait</source>
        <translation>Allein mit {name} sprechen; die anderen warten</translation>
    </message>
    <message>
        <source>Talk with both at once, to introduce them to each other</source>
        <translation>Mit beiden zugleich sprechen, um sie miteinander bekannt zu machen</translation>
    </message>
    <message>
        <source>Talk with that person before the transfer</source>
        <translation>Vor dem Vermitteln mit dieser Person sprechen</translation>
    </message>
    <message>
        <source>Talk with the other one; who you talk with now waits</source>
        <translation>Mit der anderen Person sprechen; die jetzige wartet</translation>
    </message>
    <message>
        <source>Talk with who is parked</source>
        <translation>Mit der geparkten Person sprechen</translation>
    </message>
    <message>
        <source>Talk with {name} again</source>
        <translation>Wieder mit {name} sprechen</translation>
    </message>
    <message>
        <source>Talk with {name} as well, all together</source>
        <translation>Auch mit {name} sprechen, alle zusammen</translation>
    </message>
    <message>
        <source>Tell me when free</source>
        <translation>Bei Frei melden</translation>
    </message>
    <message>
        <source>Tell the caller that you are busy</source>
        <translation>Dem Anrufer „besetzt“ melden</translation>
    </message>
    <message>
        <source>The account for this call is not signed in</source>
        <translation>Das Konto für diesen Anruf ist nicht angemeldet</translation>
    </message>
    <message>
        <source>The account to call with is not set up completely.</source>
        <translation>Das Konto zum Anrufen ist nicht vollständig eingerichtet.</translation>
    </message>
    <message>
        <source>The account to call with is switched off.</source>
        <translation>Das Konto zum Anrufen ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>The call could not be made</source>
        <translation>Der Anruf war nicht möglich</translation>
    </message>
    <message>
        <source>The call could not be transferred.</source>
        <translation>Der Anruf konnte nicht vermittelt werden.</translation>
    </message>
    <message>
        <source>The call goes on by itself when the network is back soon.</source>
        <translation>Das Gespräch geht von selbst weiter, wenn das Netz bald zurück ist.</translation>
    </message>
    <message>
        <source>The call goes to your mobile…</source>
        <translation>Das Gespräch geht aufs Mobiltelefon …</translation>
    </message>
    <message>
        <source>The call is being recorded already</source>
        <translation>Das Gespräch wird schon aufgenommen</translation>
    </message>
    <message>
        <source>The call is over</source>
        <translation>Das Gespräch ist vorbei</translation>
    </message>
    <message>
        <source>The call was declined</source>
        <translation>Der Anruf wurde abgelehnt</translation>
    </message>
    <message>
        <source>The call was declined.</source>
        <translation>Der Anruf wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The connection was lost</source>
        <translation>Die Verbindung ist abgebrochen</translation>
    </message>
    <message>
        <source>The first format that the other side can use is taken. Only ticked ones are offered.</source>
        <translation>Verwendet wird das erste Format, das die Gegenseite kann. Nur ausgewählte werden angeboten.</translation>
    </message>
    <message>
        <source>The line to it seems to be interrupted: check your network and VPN connection.</source>
        <translation>Die Verbindung dorthin ist wohl unterbrochen: Netzwerk- und VPN-Verbindung prüfen.</translation>
    </message>
    <message>
        <source>The network is gone</source>
        <translation>Das Netz ist weg</translation>
    </message>
    <message>
        <source>The other side hung up</source>
        <translation>Die Gegenseite hat aufgelegt</translation>
    </message>
    <message>
        <source>The other side named another number</source>
        <translation>Die Gegenseite hat eine andere Nummer genannt</translation>
    </message>
    <message>
        <source>The other side put you on hold</source>
        <translation>Von der Gegenseite gehalten</translation>
    </message>
    <message>
        <source>The phone part of the program failed and the call was lost</source>
        <translation>Der Telefonteil des Programms ist ausgefallen, der Anruf ist verloren</translation>
    </message>
    <message>
        <source>The phone server cannot transfer calls.</source>
        <translation>Die Telefonanlage kann nicht vermitteln.</translation>
    </message>
    <message>
        <source>The phone server could not connect the call</source>
        <translation>Die Telefonanlage konnte den Anruf nicht verbinden</translation>
    </message>
    <message>
        <source>The phone server does not allow this call</source>
        <translation>Die Telefonanlage lässt diesen Anruf nicht zu</translation>
    </message>
    <message>
        <source>The phone server does not allow this transfer.</source>
        <translation>Die Telefonanlage lässt dieses Vermitteln nicht zu.</translation>
    </message>
    <message>
        <source>The program ended before the call was answered</source>
        <translation>Das Programm wurde beendet, bevor der Anruf angenommen war</translation>
    </message>
    <message>
        <source>The program ended during the call</source>
        <translation>Das Programm wurde während des Anrufs beendet</translation>
    </message>
    <message>
        <source>The recording cannot be written</source>
        <translation>Die Aufnahme kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The recording has broken off: it cannot be written</source>
        <translation>Die Aufnahme ist abgebrochen: sie kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The recording has broken off: there is no room left</source>
        <translation>Die Aufnahme ist abgebrochen: kein Platz mehr</translation>
    </message>
    <message>
        <source>The sound is encrypted</source>
        <translation>Der Ton ist verschlüsselt</translation>
    </message>
    <message>
        <source>The sound is not encrypted</source>
        <translation>Der Ton ist nicht verschlüsselt</translation>
    </message>
    <message>
        <source>The sound of the other side cannot be decrypted</source>
        <translation>Der Ton der Gegenseite kann nicht entschlüsselt werden</translation>
    </message>
    <message>
        <source>The two could not be connected with each other.</source>
        <translation>Die beiden konnten nicht miteinander verbunden werden.</translation>
    </message>
    <message>
        <source>The two go on talking without you</source>
        <translation>Die beiden sprechen allein weiter</translation>
    </message>
    <message>
        <source>There are too many calls at once</source>
        <translation>Es sind zu viele Anrufe gleichzeitig</translation>
    </message>
    <message>
        <source>There is no code to pick up calls of your group.</source>
        <translation>Es gibt keinen Code, um Anrufe der Gruppe heranzuholen.</translation>
    </message>
    <message>
        <source>There is no room left for a recording</source>
        <translation>Für eine Aufnahme ist kein Platz mehr</translation>
    </message>
    <message>
        <source>There is no way to pick up this call.</source>
        <translation>Dieser Anruf kann nicht herangeholt werden.</translation>
    </message>
    <message>
        <source>There is nothing to call.</source>
        <translation>Es ist nichts anzurufen.</translation>
    </message>
    <message>
        <source>They ask you to call {name} instead.</source>
        <translation>Es wird gebeten, stattdessen {name} anzurufen.</translation>
    </message>
    <message>
        <source>This address has characters that cannot be called.</source>
        <translation>Diese Adresse enthält Zeichen, die nicht gewählt werden können.</translation>
    </message>
    <message>
        <source>This address names a server, but nobody there.</source>
        <translation>Diese Adresse nennt einen Server, aber niemanden dort.</translation>
    </message>
    <message>
        <source>This call asks to be answered by itself. That can be switched on in the settings.</source>
        <translation>Dieser Anruf bittet darum, von selbst angenommen zu werden. Das lässt sich in den Einstellungen einschalten.</translation>
    </message>
    <message>
        <source>This is too long to be called.</source>
        <translation>Das ist zu lang, um angerufen zu werden.</translation>
    </message>
    <message>
        <source>This link has an extension after the number.</source>
        <translation>Dieser Link hat eine Durchwahl hinter der Nummer.</translation>
    </message>
    <message>
        <source>This number has an extension in words.</source>
        <translation>Diese Nummer enthält eine Durchwahl in Worten.</translation>
    </message>
    <message>
        <source>This number is not in use</source>
        <translation>Diese Nummer ist nicht vergeben</translation>
    </message>
    <message>
        <source>This number is not in use.</source>
        <translation>Diese Nummer ist nicht vergeben.</translation>
    </message>
    <message>
        <source>This number is too long.</source>
        <translation>Diese Nummer ist zu lang.</translation>
    </message>
    <message>
        <source>Three-way</source>
        <translation>Zu dritt</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Vermitteln</translation>
    </message>
    <message>
        <source>Transfer {name} to</source>
        <translation>{name} vermitteln an</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Vermittelt</translation>
    </message>
    <message>
        <source>Transferred by {name}</source>
        <translation>Vermittelt von {name}</translation>
    </message>
    <message>
        <source>Transferred to {target}</source>
        <translation>An {target} vermittelt</translation>
    </message>
    <message>
        <source>Transferring to {target}…</source>
        <translation>Wird an {target} vermittelt…</translation>
    </message>
    <message>
        <source>Try again; if it lasts, tell your administrator.</source>
        <translation>Noch einmal versuchen; wenn es anhält, der Administration melden.</translation>
    </message>
    <message>
        <source>Try {name} again?</source>
        <translation>{name} noch einmal anrufen?</translation>
    </message>
    <message>
        <source>Type a number and press Enter. Incoming calls appear here.</source>
        <translation>Eine Nummer eingeben und die Eingabetaste drücken. Eingehende Anrufe erscheinen hier.</translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation>Unbekannter Anrufer</translation>
    </message>
    <message>
        <source>Unlock the screen to see who it is.</source>
        <translation>Bildschirm entsperren, um zu sehen, wer es ist.</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Laut</translation>
    </message>
    <message>
        <source>Use another phone at once if this is an emergency.</source>
        <translation>Im Notfall sofort ein anderes Telefon benutzen.</translation>
    </message>
    <message>
        <source>Waiting for an answer…</source>
        <translation>Warten auf Antwort…</translation>
    </message>
    <message>
        <source>Waits on hold</source>
        <translation>Wartet (gehalten)</translation>
    </message>
    <message>
        <source>What was said until then is kept. Choose another folder for recordings in the settings.</source>
        <translation>Das bis dahin Gesagte bleibt erhalten. In den Einstellungen einen anderen Ordner für Aufnahmen wählen.</translation>
    </message>
    <message>
        <source>What was said until then is kept. Delete what you no longer need, or choose another folder for recordings in the settings.</source>
        <translation>Das bis dahin Gesagte bleibt erhalten. Nicht mehr Benötigtes löschen oder in den Einstellungen einen anderen Ordner für Aufnahmen wählen.</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>Wen anrufen</translation>
    </message>
    <message>
        <source>Whom to? Enter takes the first one found</source>
        <translation>An wen? Eingabetaste nimmt den ersten Treffer</translation>
    </message>
    <message>
        <source>You are asking {name}</source>
        <translation>Rückfrage bei {name}</translation>
    </message>
    <message>
        <source>You are back with {name}</source>
        <translation>Zurück bei {name}</translation>
    </message>
    <message>
        <source>You are muted</source>
        <translation>Das Mikrofon ist aus</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>Nicht angemeldet.</translation>
    </message>
    <message>
        <source>You are still in the conference with them.</source>
        <translation>Die Konferenz mit ihnen läuft noch.</translation>
    </message>
    <message>
        <source>You are told when {name} is free.</source>
        <translation>Meldung folgt, sobald {name} frei ist.</translation>
    </message>
    <message>
        <source>You can record once somebody speaks with you.</source>
        <translation>Aufnehmen ist möglich, sobald ein Gespräch läuft.</translation>
    </message>
    <message>
        <source>You wanted to be told.</source>
        <translation>Die Meldung war gewünscht.</translation>
    </message>
    <message>
        <source>Your line stands. The microphone there may be off, or the other side may have lost its line.</source>
        <translation>Die eigene Verbindung steht. Vielleicht ist dort das Mikrofon aus, oder die Gegenseite hat ihre Verbindung verloren.</translation>
    </message>
    <message>
        <source>Your microphone is off</source>
        <translation>Das eigene Mikrofon ist aus</translation>
    </message>
    <message>
        <source>Your mobile has answered. Listen there, and follow what is said.</source>
        <translation>Das Mobiltelefon hat angenommen. Dort hören, was angesagt wird.</translation>
    </message>
    <message>
        <source>a caller</source>
        <translation>Anrufer</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>from {account}</source>
        <translation>von {account}</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
    <message>
        <source>to {account}</source>
        <translation>an {account}</translation>
    </message>
    <message>
        <source>{caller} and {asked} wait on hold</source>
        <translation>{caller} und {asked} werden gehalten</translation>
    </message>
    <message>
        <source>{name} hung up before the transfer was done.</source>
        <translation>{name} hat vor dem Vermitteln aufgelegt.</translation>
    </message>
    <message>
        <source>{name} is free</source>
        <translation>{name} ist frei</translation>
    </message>
    <message>
        <source>{name} is on hold.</source>
        <translation>{name} wird gehalten.</translation>
    </message>
    <message>
        <source>{name} is with you again.</source>
        <translation>{name} ist wieder da.</translation>
    </message>
    <message>
        <source>“{text}” cannot be called.</source>
        <translation>„{text}“ kann nicht angerufen werden.</translation>
    </message>
    <message>
        <source>“{text}” is not a complete address.</source>
        <translation>„{text}“ ist keine vollständige Adresse.</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>„{text}“ ist keine Nummer.</translation>
    </message>
</context>
<context>
    <name>command_line</name>
    <message>
        <source>0-9, *, #.</source>
        <translation>0-9, *, #.</translation>
    </message>
    <message>
        <source>A number, voicemail, mobile, or off.</source>
        <translation>Eine Nummer, voicemail, mobile oder off.</translation>
    </message>
    <message>
        <source>Account file (TOML), without passwords.</source>
        <translation>Kontodatei (TOML), ohne Passwörter.</translation>
    </message>
    <message>
        <source>Accounts: take those of a file over, ask their servers.</source>
        <translation>Konten: die einer Datei übernehmen, ihre Telefonanlagen befragen.</translation>
    </message>
    <message>
        <source>Add one in the program&apos;s window, or use --lab.</source>
        <translation>Im Fenster des Programms eines hinzufügen oder --lab verwenden.</translation>
    </message>
    <message>
        <source>Add the accounts of a file that you were given.</source>
        <translation>Die Konten einer mitgeteilten Datei hinzufügen.</translation>
    </message>
    <message>
        <source>Added: {address}</source>
        <translation>Hinzugefügt: {address}</translation>
    </message>
    <message>
        <source>Answer the call that rings in the running program.</source>
        <translation>Den Anruf annehmen, der im laufenden Programm klingelt.</translation>
    </message>
    <message>
        <source>Answered the call from {name}.</source>
        <translation>Anruf von {name} angenommen.</translation>
    </message>
    <message>
        <source>Ask a phone server what it is and what it offers.</source>
        <translation>Eine Telefonanlage fragen, was sie ist und was sie bietet.</translation>
    </message>
    <message>
        <source>Back to {name}.</source>
        <translation>Zurück bei {name}.</translation>
    </message>
    <message>
        <source>Call a number from the command line. Ctrl-C hangs up.</source>
        <translation>Eine Nummer von der Befehlszeile aus anrufen. Strg-C legt auf.</translation>
    </message>
    <message>
        <source>Call a number from the running program.</source>
        <translation>Aus dem laufenden Programm eine Nummer anrufen.</translation>
    </message>
    <message>
        <source>Call from Alice&apos;s account on a lab PBX.</source>
        <translation>Vom Konto von Alice an einer Test-Telefonanlage anrufen.</translation>
    </message>
    <message>
        <source>Calling your mobile for {name}.</source>
        <translation>Das Mobiltelefon wird für {name} angerufen.</translation>
    </message>
    <message>
        <source>Calling {name}.</source>
        <translation>{name} wird angerufen.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Continue the call of the running program on your mobile.</source>
        <translation>Das Gespräch des laufenden Programms auf dem Mobiltelefon weiterführen.</translation>
    </message>
    <message>
        <source>Decline the call that rings in the running program.</source>
        <translation>Den Anruf ablehnen, der im laufenden Programm klingelt.</translation>
    </message>
    <message>
        <source>Declined the call from {name}.</source>
        <translation>Anruf von {name} abgelehnt.</translation>
    </message>
    <message>
        <source>End the call of the running program.</source>
        <translation>Den Anruf des laufenden Programms beenden.</translation>
    </message>
    <message>
        <source>Ended the call with {name}.</source>
        <translation>Anruf mit {name} beendet.</translation>
    </message>
    <message>
        <source>Give its label or its address, or that of another server: 1001@pbx.example.com.</source>
        <translation>Bezeichnung oder Adresse angeben, oder die einer anderen Telefonanlage: 1001@pbx.example.com.</translation>
    </message>
    <message>
        <source>Go back to the call that was held last.</source>
        <translation>Zum zuletzt gehaltenen Anruf zurückgehen.</translation>
    </message>
    <message>
        <source>Hang up after this time; default: when the file ends.</source>
        <translation>Nach dieser Zeit auflegen; sonst am Ende der Datei.</translation>
    </message>
    <message>
        <source>Hanging up.</source>
        <translation>Es wird aufgelegt.</translation>
    </message>
    <message>
        <source>Hold the call of the running program.</source>
        <translation>Den Anruf des laufenden Programms halten.</translation>
    </message>
    <message>
        <source>It is not clear what is to be forwarded where.</source>
        <translation>Es ist nicht klar, was wohin weitergeleitet werden soll.</translation>
    </message>
    <message>
        <source>It is not clear when the mobile is to ring.</source>
        <translation>Es ist nicht klar, wann das Mobiltelefon klingeln soll.</translation>
    </message>
    <message>
        <source>It is not clear which call is meant.</source>
        <translation>Es ist nicht klar, welcher Anruf gemeint ist.</translation>
    </message>
    <message>
        <source>It seems to be {name}: pbx_profile = &quot;{profile_id}&quot;</source>
        <translation>Es scheint {name} zu sein: pbx_profile = &quot;{profile_id}&quot;</translation>
    </message>
    <message>
        <source>Label or address of an account, or any SIP address.</source>
        <translation>Bezeichnung oder Adresse eines Kontos, oder irgendeine SIP-Adresse.</translation>
    </message>
    <message>
        <source>Label or address of the account to call from.</source>
        <translation>Bezeichnung oder Adresse des Kontos, von dem angerufen wird.</translation>
    </message>
    <message>
        <source>Look at the window of the program.</source>
        <translation>Im Fenster des Programms nachsehen.</translation>
    </message>
    <message>
        <source>Make it first, or record somewhere else.</source>
        <translation>Erst anlegen oder woanders aufnehmen.</translation>
    </message>
    <message>
        <source>No account is set up.</source>
        <translation>Es ist kein Konto eingerichtet.</translation>
    </message>
    <message>
        <source>No call is on hold.</source>
        <translation>Kein Anruf wird gehalten.</translation>
    </message>
    <message>
        <source>No call is on its way to your mobile.</source>
        <translation>Kein Gespräch ist auf dem Weg zum Mobiltelefon.</translation>
    </message>
    <message>
        <source>No phone system is known by that name.</source>
        <translation>Unter diesem Namen ist keine Telefonanlage bekannt.</translation>
    </message>
    <message>
        <source>Nobody is calling.</source>
        <translation>Niemand ruft an.</translation>
    </message>
    <message>
        <source>Number or address.</source>
        <translation>Nummer oder Adresse.</translation>
    </message>
    <message>
        <source>Number, sip: or tel: address.</source>
        <translation>Nummer, sip:- oder tel:-Adresse.</translation>
    </message>
    <message>
        <source>Part of the name or number, where there are several calls.</source>
        <translation>Teil des Namens oder der Nummer, wenn es mehrere Anrufe gibt.</translation>
    </message>
    <message>
        <source>Password of {name}:</source>
        <translation>Passwort von {name}:</translation>
    </message>
    <message>
        <source>Print one JSON document on standard output.</source>
        <translation>Ein JSON-Dokument auf der Standardausgabe ausgeben.</translation>
    </message>
    <message>
        <source>Print the version.</source>
        <translation>Die Version ausgeben.</translation>
    </message>
    <message>
        <source>Run `make setup` in a checkout of the project.</source>
        <translation>Im Quellcode des Projekts `make setup` ausführen.</translation>
    </message>
    <message>
        <source>Run the main job for real against a lab PBX of its own.</source>
        <translation>Die Hauptaufgabe wirklich ausführen, mit einer eigenen Test-Telefonanlage.</translation>
    </message>
    <message>
        <source>Say back, or nothing.</source>
        <translation>back angeben oder nichts.</translation>
    </message>
    <message>
        <source>Say on or off.</source>
        <translation>on oder off angeben.</translation>
    </message>
    <message>
        <source>Say {kinds}, then a number, voicemail, mobile or off.</source>
        <translation>Erst {kinds} angeben, dann eine Nummer, voicemail, mobile oder off.</translation>
    </message>
    <message>
        <source>Say {modes}.</source>
        <translation>{modes} angeben.</translation>
    </message>
    <message>
        <source>Send key presses in the call of the running program.</source>
        <translation>Im Gespräch des laufenden Programms Tastendrücke senden.</translation>
    </message>
    <message>
        <source>Sent the keys.</source>
        <translation>Tasten gesendet.</translation>
    </message>
    <message>
        <source>Show accounts and calls of the running program.</source>
        <translation>Konten und Anrufe des laufenden Programms zeigen.</translation>
    </message>
    <message>
        <source>Show or set when the mobile rings too.</source>
        <translation>Zeigen oder einstellen, wann das Mobiltelefon mitklingelt.</translation>
    </message>
    <message>
        <source>Show or set where the running program has the phone system send calls.</source>
        <translation>Zeigen oder einstellen, wohin die Telefonanlage für das laufende Programm Anrufe leitet.</translation>
    </message>
    <message>
        <source>Show the phone systems that are known, and check them.</source>
        <translation>Die bekannten Telefonanlagen zeigen und prüfen.</translation>
    </message>
    <message>
        <source>Softphone is not running. Start it first.</source>
        <translation>Softphone läuft nicht. Erst starten.</translation>
    </message>
    <message>
        <source>Softphone is running already but does not answer. Close it, then start it again.</source>
        <translation>Softphone läuft schon, antwortet aber nicht. Beenden, dann neu starten.</translation>
    </message>
    <message>
        <source>Start this in a terminal.</source>
        <translation>In einem Terminal starten.</translation>
    </message>
    <message>
        <source>Start, stop or show the lab PBX: up, down, status.</source>
        <translation>Die Test-Telefonanlage starten, anhalten oder zeigen: up, down, status.</translation>
    </message>
    <message>
        <source>Starting the lab PBX …</source>
        <translation>Die Test-Telefonanlage startet …</translation>
    </message>
    <message>
        <source>Switch the microphone of the running program&apos;s call off or on.</source>
        <translation>Das Mikrofon im Gespräch des laufenden Programms aus- oder einschalten.</translation>
    </message>
    <message>
        <source>Take the call here that you have on your mobile or another device.</source>
        <translation>Den Anruf vom Mobiltelefon oder einem anderen Gerät hierher holen.</translation>
    </message>
    <message>
        <source>Taking the call here.</source>
        <translation>Der Anruf wird hierher geholt.</translation>
    </message>
    <message>
        <source>Taking the call with {name} here.</source>
        <translation>Der Anruf mit {name} wird hierher geholt.</translation>
    </message>
    <message>
        <source>The account is not registered.</source>
        <translation>Das Konto ist nicht angemeldet.</translation>
    </message>
    <message>
        <source>The call did not become “{state}”.</source>
        <translation>Der Anruf hat den Zustand „{state}“ nicht erreicht.</translation>
    </message>
    <message>
        <source>The call did not end.</source>
        <translation>Der Anruf wurde nicht beendet.</translation>
    </message>
    <message>
        <source>The call is gone.</source>
        <translation>Der Anruf ist weg.</translation>
    </message>
    <message>
        <source>The call with {name} stays here.</source>
        <translation>Das Gespräch mit {name} bleibt hier.</translation>
    </message>
    <message>
        <source>The enterprise softphone. Without a command it opens the window; --lab signs in at a practice PBX when there is no account, --hidden starts in the tray, a tel: or sip: link is put into the field, and a file of contacts or accounts is opened.</source>
        <translation>Das Softphone für Firmen. Ohne Befehl öffnet es das Fenster; --lab meldet ohne Konto an einer Übungs-Telefonanlage an, --hidden startet in der Taskleiste, ein Link mit tel: oder sip: kommt ins Feld, und eine Datei mit Kontakten oder Konten wird geöffnet.</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist.</source>
        <translation>Den Ordner von {path} gibt es nicht.</translation>
    </message>
    <message>
        <source>The lab PBX does not start.</source>
        <translation>Die Test-Telefonanlage startet nicht.</translation>
    </message>
    <message>
        <source>The lab PBX is not installed ({name} is missing).</source>
        <translation>Die Test-Telefonanlage ist nicht installiert ({name} fehlt).</translation>
    </message>
    <message>
        <source>The message to {name} is on its way.</source>
        <translation>Die Nachricht an {name} ist unterwegs.</translation>
    </message>
    <message>
        <source>The microphone is off.</source>
        <translation>Das Mikrofon ist aus.</translation>
    </message>
    <message>
        <source>The microphone is on.</source>
        <translation>Das Mikrofon ist an.</translation>
    </message>
    <message>
        <source>The mobile rings too: {when}.</source>
        <translation>Das Mobiltelefon klingelt mit: {when}.</translation>
    </message>
    <message>
        <source>The password is asked for when Softphone is started the next time.</source>
        <translation>Nach dem Passwort wird gefragt, wenn Softphone das nächste Mal gestartet wird.</translation>
    </message>
    <message>
        <source>The password of {name} is needed.</source>
        <translation>Das Passwort von {name} ist nötig.</translation>
    </message>
    <message>
        <source>The phone engine did not start.</source>
        <translation>Der Telefonteil ist nicht gestartet.</translation>
    </message>
    <message>
        <source>The phone system offers no forwarding.</source>
        <translation>Die Telefonanlage bietet keine Weiterleitung an.</translation>
    </message>
    <message>
        <source>The running program does not know this command.</source>
        <translation>Das laufende Programm kennt diesen Befehl nicht.</translation>
    </message>
    <message>
        <source>The server gave no answer.</source>
        <translation>Der Server hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>The sound was not closed.</source>
        <translation>Die Audiogeräte wurden nicht geschlossen.</translation>
    </message>
    <message>
        <source>There is no account yet.</source>
        <translation>Es gibt noch kein Konto.</translation>
    </message>
    <message>
        <source>There is no call for this.</source>
        <translation>Dafür ist kein Anruf da.</translation>
    </message>
    <message>
        <source>There is no call to take on your mobile or other devices.</source>
        <translation>Auf dem Mobiltelefon und anderen Geräten gibt es keinen Anruf zu holen.</translation>
    </message>
    <message>
        <source>There is no display for the window. Use `softphone call NUMBER` or `softphone demo --headless`, or start this in a graphical session.</source>
        <translation>Für das Fenster ist keine Anzeige da. `softphone call NUMMER` oder `softphone demo --headless` verwenden, oder in einer grafischen Sitzung starten.</translation>
    </message>
    <message>
        <source>There is no display for the window: running the same thing scripted, with all steps shown.</source>
        <translation>Für das Fenster ist keine Anzeige da: Dasselbe läuft als Skript, alle Schritte werden gezeigt.</translation>
    </message>
    <message>
        <source>There is no such account.</source>
        <translation>Dieses Konto gibt es nicht.</translation>
    </message>
    <message>
        <source>Transfer the call of the running program, without asking there first.</source>
        <translation>Den Anruf des laufenden Programms ohne Rückfrage vermitteln.</translation>
    </message>
    <message>
        <source>Transferring {name} to {target}.</source>
        <translation>{name} wird an {target} vermittelt.</translation>
    </message>
    <message>
        <source>Use one of 16-bit PCM.</source>
        <translation>Eine mit 16-Bit-PCM verwenden.</translation>
    </message>
    <message>
        <source>WAV file played as the microphone.</source>
        <translation>WAV-Datei, die anstelle des Mikrofons abgespielt wird.</translation>
    </message>
    <message>
        <source>WAV file the far party&apos;s sound is written to.</source>
        <translation>WAV-Datei, in die der Ton der Gegenseite geschrieben wird.</translation>
    </message>
    <message>
        <source>What to write.</source>
        <translation>Was geschrieben wird.</translation>
    </message>
    <message>
        <source>Without a window: run every step and report.</source>
        <translation>Ohne Fenster: jeden Schritt ausführen und berichten.</translation>
    </message>
    <message>
        <source>Write a message from the running program.</source>
        <translation>Eine Nachricht im laufenden Programm schreiben.</translation>
    </message>
    <message>
        <source>always, busy, no-answer or not-registered.</source>
        <translation>always, busy, no-answer oder not-registered.</translation>
    </message>
    <message>
        <source>back: keep the call here after all.</source>
        <translation>back: das Gespräch doch hier behalten.</translation>
    </message>
    <message>
        <source>calling</source>
        <translation>Anruf läuft</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>not sure, so off: {text}: {codes}</source>
        <translation>nicht sicher, also aus: {text}: {codes}</translation>
    </message>
    <message>
        <source>on or off; the other way round when left out.</source>
        <translation>on oder off; ohne Angabe umgekehrt wie jetzt.</translation>
    </message>
    <message>
        <source>on, off, away or schedule.</source>
        <translation>on, off, away oder schedule.</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>es klingelt</translation>
    </message>
    <message>
        <source>to the mobile: {ways}</source>
        <translation>aufs Mobiltelefon: {ways}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{name} is on hold.</source>
        <translation>{name} wird gehalten.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation>{path} ist nicht lesbar: {why}.</translation>
    </message>
    <message>
        <source>{path} is not a WAV file that can be played.</source>
        <translation>{path} ist keine abspielbare WAV-Datei.</translation>
    </message>
    <message>
        <source>{which}: not forwarded.</source>
        <translation>{which}: nicht weitergeleitet.</translation>
    </message>
    <message>
        <source>{which}: to {target}.</source>
        <translation>{which}: an {target}.</translation>
    </message>
</context>
<context>
    <name>countries</name>
    <message>
        <source>Afghanistan</source>
        <translation>Afghanistan</translation>
    </message>
    <message>
        <source>Albania</source>
        <translation>Albanien</translation>
    </message>
    <message>
        <source>Algeria</source>
        <translation>Algerien</translation>
    </message>
    <message>
        <source>American Samoa</source>
        <translation>Amerikanisch-Samoa</translation>
    </message>
    <message>
        <source>Andorra</source>
        <translation>Andorra</translation>
    </message>
    <message>
        <source>Angola</source>
        <translation>Angola</translation>
    </message>
    <message>
        <source>Anguilla</source>
        <translation>Anguilla</translation>
    </message>
    <message>
        <source>Antarctica</source>
        <translation>Antarktis</translation>
    </message>
    <message>
        <source>Antigua &amp; Barbuda</source>
        <translation>Antigua und Barbuda</translation>
    </message>
    <message>
        <source>Argentina</source>
        <translation>Argentinien</translation>
    </message>
    <message>
        <source>Armenia</source>
        <translation>Armenien</translation>
    </message>
    <message>
        <source>Aruba</source>
        <translation>Aruba</translation>
    </message>
    <message>
        <source>Ascension Island</source>
        <translation>Ascension</translation>
    </message>
    <message>
        <source>Australia</source>
        <translation>Australien</translation>
    </message>
    <message>
        <source>Austria</source>
        <translation>Österreich</translation>
    </message>
    <message>
        <source>Azerbaijan</source>
        <translation>Aserbaidschan</translation>
    </message>
    <message>
        <source>Bahamas</source>
        <translation>Bahamas</translation>
    </message>
    <message>
        <source>Bahrain</source>
        <translation>Bahrain</translation>
    </message>
    <message>
        <source>Bangladesh</source>
        <translation>Bangladesch</translation>
    </message>
    <message>
        <source>Barbados</source>
        <translation>Barbados</translation>
    </message>
    <message>
        <source>Belarus</source>
        <translation>Belarus</translation>
    </message>
    <message>
        <source>Belgium</source>
        <translation>Belgien</translation>
    </message>
    <message>
        <source>Belize</source>
        <translation>Belize</translation>
    </message>
    <message>
        <source>Benin</source>
        <translation>Benin</translation>
    </message>
    <message>
        <source>Bermuda</source>
        <translation>Bermuda</translation>
    </message>
    <message>
        <source>Bhutan</source>
        <translation>Bhutan</translation>
    </message>
    <message>
        <source>Bolivia</source>
        <translation>Bolivien</translation>
    </message>
    <message>
        <source>Bosnia &amp; Herzegovina</source>
        <translation>Bosnien und Herzegowina</translation>
    </message>
    <message>
        <source>Botswana</source>
        <translation>Botsuana</translation>
    </message>
    <message>
        <source>Bouvet Island</source>
        <translation>Bouvetinsel</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>Brasilien</translation>
    </message>
    <message>
        <source>British Indian Ocean Territory</source>
        <translation>Britisches Territorium im Indischen Ozean</translation>
    </message>
    <message>
        <source>British Virgin Islands</source>
        <translation>Britische Jungferninseln</translation>
    </message>
    <message>
        <source>Brunei</source>
        <translation>Brunei</translation>
    </message>
    <message>
        <source>Bulgaria</source>
        <translation>Bulgarien</translation>
    </message>
    <message>
        <source>Burkina Faso</source>
        <translation>Burkina Faso</translation>
    </message>
    <message>
        <source>Burundi</source>
        <translation>Burundi</translation>
    </message>
    <message>
        <source>Cambodia</source>
        <translation>Kambodscha</translation>
    </message>
    <message>
        <source>Cameroon</source>
        <translation>Kamerun</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>Kanada</translation>
    </message>
    <message>
        <source>Canary Islands</source>
        <translation>Kanarische Inseln</translation>
    </message>
    <message>
        <source>Cape Verde</source>
        <translation>Kap Verde</translation>
    </message>
    <message>
        <source>Caribbean Netherlands</source>
        <translation>Karibische Niederlande</translation>
    </message>
    <message>
        <source>Cayman Islands</source>
        <translation>Kaimaninseln</translation>
    </message>
    <message>
        <source>Central African Republic</source>
        <translation>Zentralafrikanische Republik</translation>
    </message>
    <message>
        <source>Ceuta &amp; Melilla</source>
        <translation>Ceuta und Melilla</translation>
    </message>
    <message>
        <source>Chad</source>
        <translation>Tschad</translation>
    </message>
    <message>
        <source>Chile</source>
        <translation>Chile</translation>
    </message>
    <message>
        <source>China</source>
        <translation>China</translation>
    </message>
    <message>
        <source>Christmas Island</source>
        <translation>Weihnachtsinsel</translation>
    </message>
    <message>
        <source>Clipperton Island</source>
        <translation>Clipperton-Insel</translation>
    </message>
    <message>
        <source>Cocos (Keeling) Islands</source>
        <translation>Kokosinseln</translation>
    </message>
    <message>
        <source>Colombia</source>
        <translation>Kolumbien</translation>
    </message>
    <message>
        <source>Comoros</source>
        <translation>Komoren</translation>
    </message>
    <message>
        <source>Congo - Brazzaville</source>
        <translation>Kongo - Brazzaville</translation>
    </message>
    <message>
        <source>Congo - Kinshasa</source>
        <translation>Kongo - Kinshasa</translation>
    </message>
    <message>
        <source>Cook Islands</source>
        <translation>Cookinseln</translation>
    </message>
    <message>
        <source>Costa Rica</source>
        <translation>Costa Rica</translation>
    </message>
    <message>
        <source>Croatia</source>
        <translation>Kroatien</translation>
    </message>
    <message>
        <source>Cuba</source>
        <translation>Kuba</translation>
    </message>
    <message>
        <source>Curaçao</source>
        <translation>Curaçao</translation>
    </message>
    <message>
        <source>Cyprus</source>
        <translation>Zypern</translation>
    </message>
    <message>
        <source>Czechia</source>
        <translation>Tschechien</translation>
    </message>
    <message>
        <source>Côte d’Ivoire</source>
        <translation>Elfenbeinküste</translation>
    </message>
    <message>
        <source>Denmark</source>
        <translation>Dänemark</translation>
    </message>
    <message>
        <source>Diego Garcia</source>
        <translation>Diego Garcia</translation>
    </message>
    <message>
        <source>Djibouti</source>
        <translation>Dschibuti</translation>
    </message>
    <message>
        <source>Dominica</source>
        <translation>Dominica</translation>
    </message>
    <message>
        <source>Dominican Republic</source>
        <translation>Dominikanische Republik</translation>
    </message>
    <message>
        <source>Ecuador</source>
        <translation>Ecuador</translation>
    </message>
    <message>
        <source>Egypt</source>
        <translation>Ägypten</translation>
    </message>
    <message>
        <source>El Salvador</source>
        <translation>El Salvador</translation>
    </message>
    <message>
        <source>Equatorial Guinea</source>
        <translation>Äquatorialguinea</translation>
    </message>
    <message>
        <source>Eritrea</source>
        <translation>Eritrea</translation>
    </message>
    <message>
        <source>Estonia</source>
        <translation>Estland</translation>
    </message>
    <message>
        <source>Eswatini</source>
        <translation>Eswatini</translation>
    </message>
    <message>
        <source>Ethiopia</source>
        <translation>Äthiopien</translation>
    </message>
    <message>
        <source>Falkland Islands</source>
        <translation>Falklandinseln</translation>
    </message>
    <message>
        <source>Faroe Islands</source>
        <translation>Färöer</translation>
    </message>
    <message>
        <source>Fiji</source>
        <translation>Fidschi</translation>
    </message>
    <message>
        <source>Finland</source>
        <translation>Finnland</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Frankreich</translation>
    </message>
    <message>
        <source>French Guiana</source>
        <translation>Französisch-Guayana</translation>
    </message>
    <message>
        <source>French Polynesia</source>
        <translation>Französisch-Polynesien</translation>
    </message>
    <message>
        <source>French Southern Territories</source>
        <translation>Französische Südgebiete</translation>
    </message>
    <message>
        <source>Gabon</source>
        <translation>Gabun</translation>
    </message>
    <message>
        <source>Gambia</source>
        <translation>Gambia</translation>
    </message>
    <message>
        <source>Georgia</source>
        <translation>Georgien</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Deutschland</translation>
    </message>
    <message>
        <source>Ghana</source>
        <translation>Ghana</translation>
    </message>
    <message>
        <source>Gibraltar</source>
        <translation>Gibraltar</translation>
    </message>
    <message>
        <source>Greece</source>
        <translation>Griechenland</translation>
    </message>
    <message>
        <source>Greenland</source>
        <translation>Grönland</translation>
    </message>
    <message>
        <source>Grenada</source>
        <translation>Grenada</translation>
    </message>
    <message>
        <source>Guadeloupe</source>
        <translation>Guadeloupe</translation>
    </message>
    <message>
        <source>Guam</source>
        <translation>Guam</translation>
    </message>
    <message>
        <source>Guatemala</source>
        <translation>Guatemala</translation>
    </message>
    <message>
        <source>Guernsey</source>
        <translation>Guernsey</translation>
    </message>
    <message>
        <source>Guinea</source>
        <translation>Guinea</translation>
    </message>
    <message>
        <source>Guinea-Bissau</source>
        <translation>Guinea-Bissau</translation>
    </message>
    <message>
        <source>Guyana</source>
        <translation>Guyana</translation>
    </message>
    <message>
        <source>Haiti</source>
        <translation>Haiti</translation>
    </message>
    <message>
        <source>Heard &amp; McDonald Islands</source>
        <translation>Heard und McDonaldinseln</translation>
    </message>
    <message>
        <source>Honduras</source>
        <translation>Honduras</translation>
    </message>
    <message>
        <source>Hong Kong SAR China</source>
        <translation>Sonderverwaltungsregion Hongkong</translation>
    </message>
    <message>
        <source>Hungary</source>
        <translation>Ungarn</translation>
    </message>
    <message>
        <source>Iceland</source>
        <translation>Island</translation>
    </message>
    <message>
        <source>India</source>
        <translation>Indien</translation>
    </message>
    <message>
        <source>Indonesia</source>
        <translation>Indonesien</translation>
    </message>
    <message>
        <source>Iran</source>
        <translation>Iran</translation>
    </message>
    <message>
        <source>Iraq</source>
        <translation>Irak</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>Irland</translation>
    </message>
    <message>
        <source>Isle of Man</source>
        <translation>Isle of Man</translation>
    </message>
    <message>
        <source>Israel</source>
        <translation>Israel</translation>
    </message>
    <message>
        <source>Italy</source>
        <translation>Italien</translation>
    </message>
    <message>
        <source>Jamaica</source>
        <translation>Jamaika</translation>
    </message>
    <message>
        <source>Japan</source>
        <translation>Japan</translation>
    </message>
    <message>
        <source>Jersey</source>
        <translation>Jersey</translation>
    </message>
    <message>
        <source>Jordan</source>
        <translation>Jordanien</translation>
    </message>
    <message>
        <source>Kazakhstan</source>
        <translation>Kasachstan</translation>
    </message>
    <message>
        <source>Kenya</source>
        <translation>Kenia</translation>
    </message>
    <message>
        <source>Kiribati</source>
        <translation>Kiribati</translation>
    </message>
    <message>
        <source>Kosovo</source>
        <translation>Kosovo</translation>
    </message>
    <message>
        <source>Kuwait</source>
        <translation>Kuwait</translation>
    </message>
    <message>
        <source>Kyrgyzstan</source>
        <translation>Kirgisistan</translation>
    </message>
    <message>
        <source>Laos</source>
        <translation>Laos</translation>
    </message>
    <message>
        <source>Latvia</source>
        <translation>Lettland</translation>
    </message>
    <message>
        <source>Lebanon</source>
        <translation>Libanon</translation>
    </message>
    <message>
        <source>Lesotho</source>
        <translation>Lesotho</translation>
    </message>
    <message>
        <source>Liberia</source>
        <translation>Liberia</translation>
    </message>
    <message>
        <source>Libya</source>
        <translation>Libyen</translation>
    </message>
    <message>
        <source>Liechtenstein</source>
        <translation>Liechtenstein</translation>
    </message>
    <message>
        <source>Lithuania</source>
        <translation>Litauen</translation>
    </message>
    <message>
        <source>Luxembourg</source>
        <translation>Luxemburg</translation>
    </message>
    <message>
        <source>Macao SAR China</source>
        <translation>Sonderverwaltungsregion Macau</translation>
    </message>
    <message>
        <source>Madagascar</source>
        <translation>Madagaskar</translation>
    </message>
    <message>
        <source>Malawi</source>
        <translation>Malawi</translation>
    </message>
    <message>
        <source>Malaysia</source>
        <translation>Malaysia</translation>
    </message>
    <message>
        <source>Maldives</source>
        <translation>Malediven</translation>
    </message>
    <message>
        <source>Mali</source>
        <translation>Mali</translation>
    </message>
    <message>
        <source>Malta</source>
        <translation>Malta</translation>
    </message>
    <message>
        <source>Marshall Islands</source>
        <translation>Marshallinseln</translation>
    </message>
    <message>
        <source>Martinique</source>
        <translation>Martinique</translation>
    </message>
    <message>
        <source>Mauritania</source>
        <translation>Mauretanien</translation>
    </message>
    <message>
        <source>Mauritius</source>
        <translation>Mauritius</translation>
    </message>
    <message>
        <source>Mayotte</source>
        <translation>Mayotte</translation>
    </message>
    <message>
        <source>Mexico</source>
        <translation>Mexiko</translation>
    </message>
    <message>
        <source>Micronesia</source>
        <translation>Mikronesien</translation>
    </message>
    <message>
        <source>Moldova</source>
        <translation>Republik Moldau</translation>
    </message>
    <message>
        <source>Monaco</source>
        <translation>Monaco</translation>
    </message>
    <message>
        <source>Mongolia</source>
        <translation>Mongolei</translation>
    </message>
    <message>
        <source>Montenegro</source>
        <translation>Montenegro</translation>
    </message>
    <message>
        <source>Montserrat</source>
        <translation>Montserrat</translation>
    </message>
    <message>
        <source>Morocco</source>
        <translation>Marokko</translation>
    </message>
    <message>
        <source>Mozambique</source>
        <translation>Mosambik</translation>
    </message>
    <message>
        <source>Myanmar (Burma)</source>
        <translation>Myanmar</translation>
    </message>
    <message>
        <source>Namibia</source>
        <translation>Namibia</translation>
    </message>
    <message>
        <source>Nauru</source>
        <translation>Nauru</translation>
    </message>
    <message>
        <source>Nepal</source>
        <translation>Nepal</translation>
    </message>
    <message>
        <source>Netherlands</source>
        <translation>Niederlande</translation>
    </message>
    <message>
        <source>New Caledonia</source>
        <translation>Neukaledonien</translation>
    </message>
    <message>
        <source>New Zealand</source>
        <translation>Neuseeland</translation>
    </message>
    <message>
        <source>Nicaragua</source>
        <translation>Nicaragua</translation>
    </message>
    <message>
        <source>Niger</source>
        <translation>Niger</translation>
    </message>
    <message>
        <source>Nigeria</source>
        <translation>Nigeria</translation>
    </message>
    <message>
        <source>Niue</source>
        <translation>Niue</translation>
    </message>
    <message>
        <source>Norfolk Island</source>
        <translation>Norfolkinsel</translation>
    </message>
    <message>
        <source>North Korea</source>
        <translation>Nordkorea</translation>
    </message>
    <message>
        <source>North Macedonia</source>
        <translation>Nordmazedonien</translation>
    </message>
    <message>
        <source>Northern Mariana Islands</source>
        <translation>Nördliche Marianen</translation>
    </message>
    <message>
        <source>Norway</source>
        <translation>Norwegen</translation>
    </message>
    <message>
        <source>Oman</source>
        <translation>Oman</translation>
    </message>
    <message>
        <source>Pakistan</source>
        <translation>Pakistan</translation>
    </message>
    <message>
        <source>Palau</source>
        <translation>Palau</translation>
    </message>
    <message>
        <source>Palestinian Territories</source>
        <translation>Palästinensische Gebiete</translation>
    </message>
    <message>
        <source>Panama</source>
        <translation>Panama</translation>
    </message>
    <message>
        <source>Papua New Guinea</source>
        <translation>Papua-Neuguinea</translation>
    </message>
    <message>
        <source>Paraguay</source>
        <translation>Paraguay</translation>
    </message>
    <message>
        <source>Peru</source>
        <translation>Peru</translation>
    </message>
    <message>
        <source>Philippines</source>
        <translation>Philippinen</translation>
    </message>
    <message>
        <source>Pitcairn Islands</source>
        <translation>Pitcairninseln</translation>
    </message>
    <message>
        <source>Poland</source>
        <translation>Polen</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>Portugal</translation>
    </message>
    <message>
        <source>Puerto Rico</source>
        <translation>Puerto Rico</translation>
    </message>
    <message>
        <source>Qatar</source>
        <translation>Katar</translation>
    </message>
    <message>
        <source>Romania</source>
        <translation>Rumänien</translation>
    </message>
    <message>
        <source>Russia</source>
        <translation>Russland</translation>
    </message>
    <message>
        <source>Rwanda</source>
        <translation>Ruanda</translation>
    </message>
    <message>
        <source>Réunion</source>
        <translation>Réunion</translation>
    </message>
    <message>
        <source>Samoa</source>
        <translation>Samoa</translation>
    </message>
    <message>
        <source>San Marino</source>
        <translation>San Marino</translation>
    </message>
    <message>
        <source>Saudi Arabia</source>
        <translation>Saudi-Arabien</translation>
    </message>
    <message>
        <source>Senegal</source>
        <translation>Senegal</translation>
    </message>
    <message>
        <source>Serbia</source>
        <translation>Serbien</translation>
    </message>
    <message>
        <source>Seychelles</source>
        <translation>Seychellen</translation>
    </message>
    <message>
        <source>Sierra Leone</source>
        <translation>Sierra Leone</translation>
    </message>
    <message>
        <source>Singapore</source>
        <translation>Singapur</translation>
    </message>
    <message>
        <source>Sint Maarten</source>
        <translation>Sint Maarten</translation>
    </message>
    <message>
        <source>Slovakia</source>
        <translation>Slowakei</translation>
    </message>
    <message>
        <source>Slovenia</source>
        <translation>Slowenien</translation>
    </message>
    <message>
        <source>Solomon Islands</source>
        <translation>Salomonen</translation>
    </message>
    <message>
        <source>Somalia</source>
        <translation>Somalia</translation>
    </message>
    <message>
        <source>South Africa</source>
        <translation>Südafrika</translation>
    </message>
    <message>
        <source>South Georgia &amp; South Sandwich Islands</source>
        <translation>Südgeorgien und die Südlichen Sandwichinseln</translation>
    </message>
    <message>
        <source>South Korea</source>
        <translation>Südkorea</translation>
    </message>
    <message>
        <source>South Sudan</source>
        <translation>Südsudan</translation>
    </message>
    <message>
        <source>Spain</source>
        <translation>Spanien</translation>
    </message>
    <message>
        <source>Sri Lanka</source>
        <translation>Sri Lanka</translation>
    </message>
    <message>
        <source>St. Barthélemy</source>
        <translation>St. Barthélemy</translation>
    </message>
    <message>
        <source>St. Helena</source>
        <translation>St. Helena</translation>
    </message>
    <message>
        <source>St. Kitts &amp; Nevis</source>
        <translation>St. Kitts und Nevis</translation>
    </message>
    <message>
        <source>St. Lucia</source>
        <translation>St. Lucia</translation>
    </message>
    <message>
        <source>St. Martin</source>
        <translation>St. Martin</translation>
    </message>
    <message>
        <source>St. Pierre &amp; Miquelon</source>
        <translation>St. Pierre und Miquelon</translation>
    </message>
    <message>
        <source>St. Vincent &amp; Grenadines</source>
        <translation>St. Vincent und die Grenadinen</translation>
    </message>
    <message>
        <source>Sudan</source>
        <translation>Sudan</translation>
    </message>
    <message>
        <source>Suriname</source>
        <translation>Suriname</translation>
    </message>
    <message>
        <source>Svalbard &amp; Jan Mayen</source>
        <translation>Spitzbergen und Jan Mayen</translation>
    </message>
    <message>
        <source>Sweden</source>
        <translation>Schweden</translation>
    </message>
    <message>
        <source>Switzerland</source>
        <translation>Schweiz</translation>
    </message>
    <message>
        <source>Syria</source>
        <translation>Syrien</translation>
    </message>
    <message>
        <source>São Tomé &amp; Príncipe</source>
        <translation>São Tomé und Príncipe</translation>
    </message>
    <message>
        <source>Taiwan</source>
        <translation>Taiwan</translation>
    </message>
    <message>
        <source>Tajikistan</source>
        <translation>Tadschikistan</translation>
    </message>
    <message>
        <source>Tanzania</source>
        <translation>Tansania</translation>
    </message>
    <message>
        <source>Thailand</source>
        <translation>Thailand</translation>
    </message>
    <message>
        <source>Timor-Leste</source>
        <translation>Timor-Leste</translation>
    </message>
    <message>
        <source>Togo</source>
        <translation>Togo</translation>
    </message>
    <message>
        <source>Tokelau</source>
        <translation>Tokelau</translation>
    </message>
    <message>
        <source>Tonga</source>
        <translation>Tonga</translation>
    </message>
    <message>
        <source>Trinidad &amp; Tobago</source>
        <translation>Trinidad und Tobago</translation>
    </message>
    <message>
        <source>Tristan da Cunha</source>
        <translation>Tristan da Cunha</translation>
    </message>
    <message>
        <source>Tunisia</source>
        <translation>Tunesien</translation>
    </message>
    <message>
        <source>Turkmenistan</source>
        <translation>Turkmenistan</translation>
    </message>
    <message>
        <source>Turks &amp; Caicos Islands</source>
        <translation>Turks- und Caicosinseln</translation>
    </message>
    <message>
        <source>Tuvalu</source>
        <translation>Tuvalu</translation>
    </message>
    <message>
        <source>Türkiye</source>
        <translation>Türkei</translation>
    </message>
    <message>
        <source>U.S. Outlying Islands</source>
        <translation>Amerikanische Überseeinseln</translation>
    </message>
    <message>
        <source>U.S. Virgin Islands</source>
        <translation>Amerikanische Jungferninseln</translation>
    </message>
    <message>
        <source>Uganda</source>
        <translation>Uganda</translation>
    </message>
    <message>
        <source>Ukraine</source>
        <translation>Ukraine</translation>
    </message>
    <message>
        <source>United Arab Emirates</source>
        <translation>Vereinigte Arabische Emirate</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>Vereinigtes Königreich</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>Vereinigte Staaten</translation>
    </message>
    <message>
        <source>Uruguay</source>
        <translation>Uruguay</translation>
    </message>
    <message>
        <source>Uzbekistan</source>
        <translation>Usbekistan</translation>
    </message>
    <message>
        <source>Vanuatu</source>
        <translation>Vanuatu</translation>
    </message>
    <message>
        <source>Vatican City</source>
        <translation>Vatikanstadt</translation>
    </message>
    <message>
        <source>Venezuela</source>
        <translation>Venezuela</translation>
    </message>
    <message>
        <source>Vietnam</source>
        <translation>Vietnam</translation>
    </message>
    <message>
        <source>Wallis &amp; Futuna</source>
        <translation>Wallis und Futuna</translation>
    </message>
    <message>
        <source>Western Sahara</source>
        <translation>Westsahara</translation>
    </message>
    <message>
        <source>Yemen</source>
        <translation>Jemen</translation>
    </message>
    <message>
        <source>Zambia</source>
        <translation>Sambia</translation>
    </message>
    <message>
        <source>Zimbabwe</source>
        <translation>Simbabwe</translation>
    </message>
    <message>
        <source>Åland Islands</source>
        <translation>Ålandinseln</translation>
    </message>
</context>
<context>
    <name>desktop</name>
    <message numerus="yes">
        <source>%n new voice message(s)</source>
        <translation>
            <numerusform>%n neue Sprachnachricht</numerusform>
            <numerusform>%n neue Sprachnachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Answer</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Decline</source>
        <translation>Ab&amp;lehnen</translation>
    </message>
    <message>
        <source>&amp;End the call</source>
        <translation>Anruf &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Microphone off</source>
        <translation>&amp;Mikrofon aus</translation>
    </message>
    <message>
        <source>&amp;Open Softphone</source>
        <translation>Softphone ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Programm beenden</translation>
    </message>
    <message>
        <source>About Softphone</source>
        <translation>Über Softphone</translation>
    </message>
    <message>
        <source>Answer the call that rings</source>
        <translation>Klingelnden Anruf annehmen</translation>
    </message>
    <message>
        <source>Continue the call on the mobile</source>
        <translation>Auf dem Mobiltelefon weitersprechen</translation>
    </message>
    <message>
        <source>End or decline the call</source>
        <translation>Anruf beenden oder ablehnen</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. There is no warranty, as far as the law permits.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später. Ohne Gewährleistung, soweit das Gesetz es zulässt.</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Eingehender Anruf</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Microphone o&amp;n</source>
        <translation>Mikrofon ei&amp;n</translation>
    </message>
    <message>
        <source>Microphone off or on</source>
        <translation>Mikrofon aus oder ein</translation>
    </message>
    <message>
        <source>Missed call from {name}</source>
        <translation>Verpasster Anruf von {name}</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>One enterprise identity on the laptop, the desk phone and the mobile.</source>
        <translation>Eine Telefonidentität der Firma auf Laptop, Tischtelefon und Handy.</translation>
    </message>
    <message>
        <source>Ready for calls</source>
        <translation>Bereit für Anrufe</translation>
    </message>
    <message>
        <source>Show Softphone</source>
        <translation>Softphone zeigen</translation>
    </message>
    <message>
        <source>Softphone</source>
        <translation>Softphone</translation>
    </message>
    <message>
        <source>Take the call here from the mobile</source>
        <translation>Anruf vom Mobiltelefon hierher holen</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>{count} missed calls</source>
        <translation>{count} verpasste Anrufe</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>&amp;Microphone</source>
        <translation>&amp;Mikrofon</translation>
    </message>
    <message>
        <source>&amp;Ringer</source>
        <translation>&amp;Klingeln über</translation>
    </message>
    <message>
        <source>&amp;Speaker or headset</source>
        <translation>&amp;Lautsprecher oder Headset</translation>
    </message>
    <message>
        <source>&amp;Volume</source>
        <translation>Laut&amp;stärke</translation>
    </message>
    <message>
        <source>Another one is used until it is back; connect it or choose another in the sound settings.</source>
        <translation>Bis es wieder da ist, wird ein anderes verwendet; anschließen oder in den Audioeinstellungen ein anderes wählen.</translation>
    </message>
    <message>
        <source>Another one rings until it is back; connect it or choose another in the sound settings.</source>
        <translation>Bis es wieder da ist, klingelt ein anderes; anschließen oder in den Audioeinstellungen ein anderes wählen.</translation>
    </message>
    <message>
        <source>Another program may be using it alone, or this program may not use the microphone; check the system&apos;s sound and privacy settings.</source>
        <translation>Vielleicht benutzt es ein anderes Programm allein, oder dieses Programm darf das Mikrofon nicht benutzen; die Audio- und Datenschutzeinstellungen des Systems prüfen.</translation>
    </message>
    <message>
        <source>Another sound file…</source>
        <translation>Andere Audiodatei…</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>Ruhig</translation>
    </message>
    <message>
        <source>Choose and test microphone and speaker</source>
        <translation>Mikrofon und Lautsprecher wählen und prüfen</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>Klassisch</translation>
    </message>
    <message>
        <source>Connect a headset. Calls still work, but you will hear nothing and not be heard.</source>
        <translation>Ein Headset anschließen. Anrufe funktionieren, aber ohne Ton in beide Richtungen.</translation>
    </message>
    <message>
        <source>Even out the &amp;loudness of my voice</source>
        <translation>Eigene Stimme &amp;gleichmäßig laut übertragen</translation>
    </message>
    <message>
        <source>File {name}</source>
        <translation>Datei {name}</translation>
    </message>
    <message>
        <source>Headset</source>
        <translation>Headset</translation>
    </message>
    <message>
        <source>Hear again what was recorded</source>
        <translation>Die Aufnahme noch einmal anhören</translation>
    </message>
    <message>
        <source>In your ear while you talk; all the way down for none.</source>
        <translation>Im Ohr während eines Gesprächs; ganz unten für keinen.</translation>
    </message>
    <message>
        <source>No headset with buttons for calls is connected.</source>
        <translation>Kein Headset mit Tasten für Anrufe ist angeschlossen.</translation>
    </message>
    <message>
        <source>No microphone or speaker was found.</source>
        <translation>Kein Mikrofon oder Lautsprecher gefunden.</translation>
    </message>
    <message>
        <source>Play a test tone on the ringer</source>
        <translation>Prüfton über das Klingelgerät abspielen</translation>
    </message>
    <message>
        <source>Play a test tone on the speaker</source>
        <translation>Prüfton über den Lautsprecher abspielen</translation>
    </message>
    <message>
        <source>Play back</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play tone</source>
        <translation>Ton abspielen</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Record a few words and hear yourself as others do.</source>
        <translation>Ein paar Worte aufnehmen und hören, wie es bei anderen klingt.</translation>
    </message>
    <message>
        <source>Record your voice for up to ten seconds, then hear it</source>
        <translation>Die eigene Stimme bis zu zehn Sekunden aufnehmen, dann anhören</translation>
    </message>
    <message>
        <source>Remove &amp;background noise</source>
        <translation>&amp;Hintergrundgeräusche entfernen</translation>
    </message>
    <message>
        <source>Remove &amp;echo of the other side</source>
        <translation>&amp;Echo der Gegenseite entfernen</translation>
    </message>
    <message>
        <source>Rin&amp;gtone</source>
        <translation>Klingel&amp;ton</translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation>Klingelton</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Lautlos</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Sound files (*.wav)</source>
        <translation>Audiodateien (*.wav)</translation>
    </message>
    <message>
        <source>Sound: {name}</source>
        <translation>Audio: {name}</translation>
    </message>
    <message>
        <source>Speak and watch the level</source>
        <translation>Sprechen und den Pegel beobachten</translation>
    </message>
    <message>
        <source>Speak now. You hear it in {seconds} s.</source>
        <translation>Jetzt sprechen. In {seconds} s ist es zu hören.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>The buttons do nothing in this program.</source>
        <translation>Die Tasten bewirken in diesem Programm nichts.</translation>
    </message>
    <message>
        <source>The chosen microphone is not connected.</source>
        <translation>Das gewählte Mikrofon ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>The chosen speaker or headset is not connected.</source>
        <translation>Der gewählte Lautsprecher oder das Headset ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>The device that is to ring is not connected.</source>
        <translation>Das Gerät zum Klingeln ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>The sound device could not be opened.</source>
        <translation>Das Audiogerät konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>This is how others hear you.</source>
        <translation>So klingt es bei anderen.</translation>
    </message>
    <message>
        <source>Tone of a secon&amp;d caller</source>
        <translation>Ton eines &amp;zweiten Anrufers</translation>
    </message>
    <message>
        <source>Too quiet or noisy? Choose another microphone, or turn it up.</source>
        <translation>Zu leise oder zu laut? Ein anderes Mikrofon wählen oder anders einstellen.</translation>
    </message>
    <message>
        <source>Use the b&amp;uttons of the headset</source>
        <translation>Tasten des Headsets ver&amp;wenden</translation>
    </message>
    <message>
        <source>When a call comes in</source>
        <translation>Bei eingehendem Anruf</translation>
    </message>
    <message>
        <source>Your voice</source>
        <translation>Eigene Stimme</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name} (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>{name}: answers, ends and mutes calls, and its lamps follow.</source>
        <translation>{name}: nimmt an, legt auf, schaltet stumm, und seine Lämpchen folgen.</translation>
    </message>
</context>
<context>
    <name>directory</name>
    <message numerus="yes">
        <source>%n contact(s) exported</source>
        <translation>
            <numerusform>%n Kontakt exportiert</numerusform>
            <numerusform>%n Kontakte exportiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more line(s) could not be read.</source>
        <translation>
            <numerusform>%n weitere Zeile war nicht lesbar.</numerusform>
            <numerusform>%n weitere Zeilen waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hin&amp;zufügen</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>&amp;Firma</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Department</source>
        <translation>&amp;Abteilung</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>&amp;E-Mail</translation>
    </message>
    <message>
        <source>&amp;First name</source>
        <translation>&amp;Vorname</translation>
    </message>
    <message>
        <source>&amp;Last name</source>
        <translation>&amp;Nachname</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>P&amp;osition</translation>
    </message>
    <message>
        <source>A file of trusted certificates cannot be read.</source>
        <translation>Eine Datei mit vertrauten Zertifikaten ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Add a &amp;number</source>
        <translation>Nummer h&amp;inzufügen</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Kontakt hinzufügen</translation>
    </message>
    <message>
        <source>Add contact</source>
        <translation>Kontakt hinzufügen</translation>
    </message>
    <message>
        <source>Add people whom the company directory does not have, or import a vCard or CSV file.</source>
        <translation>Personen hinzufügen, die nicht im Firmenverzeichnis stehen, oder eine vCard- oder CSV-Datei importieren.</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Zu Favoriten hinzufügen</translation>
    </message>
    <message>
        <source>Ask for access to {path}.</source>
        <translation>Zugriff auf {path} erbitten.</translation>
    </message>
    <message>
        <source>Ask your administrator for the right to read the part below the base.</source>
        <translation>Bei der Administration um das Recht bitten, den Teil unter der Basis zu lesen.</translation>
    </message>
    <message>
        <source>Ask your administrator to unlock it.</source>
        <translation>Die Administration bitten, es zu entsperren.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>{number} anrufen</translation>
    </message>
    <message>
        <source>Call {number} ({kind})</source>
        <translation>{number} anrufen ({kind})</translation>
    </message>
    <message>
        <source>Calls with this person</source>
        <translation>Anrufe mit dieser Person</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change it where you change your company password, then enter the new one in the settings.</source>
        <translation>Dort ändern, wo das Firmenpasswort geändert wird, dann das neue in den Einstellungen eingeben.</translation>
    </message>
    <message>
        <source>Change this contact</source>
        <translation>Diesen Kontakt ändern</translation>
    </message>
    <message>
        <source>Check its brackets in the settings, or leave it empty for the usual one.</source>
        <translation>Die Klammern in den Einstellungen prüfen, oder für den üblichen Filter leer lassen.</translation>
    </message>
    <message>
        <source>Check its brackets, or leave it empty for the usual one.</source>
        <translation>Die Klammern prüfen, oder für den üblichen Filter leer lassen.</translation>
    </message>
    <message>
        <source>Check its identity and make the connection secure</source>
        <translation>Identität prüfen und Verbindung absichern</translation>
    </message>
    <message>
        <source>Check its name in the settings, and whether you need to be in the company network or VPN.</source>
        <translation>Den Namen in den Einstellungen prüfen, und ob dafür das Firmennetz oder ein VPN nötig ist.</translation>
    </message>
    <message>
        <source>Check that it is there and that you may read it.</source>
        <translation>Prüfen, ob sie da ist und gelesen werden darf.</translation>
    </message>
    <message>
        <source>Check that the date and time of this computer are right; otherwise tell your administrator that the certificate must be renewed. No password was sent.</source>
        <translation>Datum und Uhrzeit dieses Computers prüfen; wenn sie stimmen, der Administration melden, dass das Zertifikat erneuert werden muss. Es wurde kein Passwort gesendet.</translation>
    </message>
    <message>
        <source>Check that the server name is written exactly as your administrator gave it. No password was sent.</source>
        <translation>Prüfen, ob der Servername genau so geschrieben ist, wie die Administration ihn angegeben hat. Es wurde kein Passwort gesendet.</translation>
    </message>
    <message>
        <source>Check that there is space left on the disk.</source>
        <translation>Prüfen, ob auf dem Datenträger noch Platz ist.</translation>
    </message>
    <message>
        <source>Check that {folder} can be written and that the disk is not full, then start again.</source>
        <translation>Prüfen, ob {folder} beschreibbar und der Datenträger nicht voll ist, dann neu starten.</translation>
    </message>
    <message>
        <source>Check that {path} can be used, then try again.</source>
        <translation>Prüfen, ob {path} verwendbar ist, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Check the base and the filter in the settings, and whether this sign-in name may see people.</source>
        <translation>Basis und Filter in den Einstellungen prüfen, und ob dieser Anmeldename Personen sehen darf.</translation>
    </message>
    <message>
        <source>Check the base in the settings, for example dc=example,dc=com.</source>
        <translation>Die Basis in den Einstellungen prüfen, zum Beispiel dc=example,dc=com.</translation>
    </message>
    <message>
        <source>Check the port and the kind of connection in the settings: LDAPS usually has port 636, StartTLS 389.</source>
        <translation>Port und Verbindungsart in den Einstellungen prüfen: LDAPS hat meist den Port 636, StartTLS 389.</translation>
    </message>
    <message>
        <source>Check the port and the kind of connection in the settings; the server may also be restarting.</source>
        <translation>Port und Verbindungsart in den Einstellungen prüfen; vielleicht startet der Server auch gerade neu.</translation>
    </message>
    <message>
        <source>Check your network or VPN connection.</source>
        <translation>Netzwerk- oder VPN-Verbindung prüfen.</translation>
    </message>
    <message>
        <source>Choose LDAPS in the settings, or ask your administrator. No password was sent.</source>
        <translation>In den Einstellungen LDAPS wählen oder bei der Administration nachfragen. Es wurde kein Passwort gesendet.</translation>
    </message>
    <message>
        <source>Choose StartTLS or LDAPS in the settings.</source>
        <translation>In den Einstellungen StartTLS oder LDAPS wählen.</translation>
    </message>
    <message>
        <source>Choose a JPEG or PNG file of less than 4 MB.</source>
        <translation>Eine JPEG- oder PNG-Datei unter 4 MB wählen.</translation>
    </message>
    <message>
        <source>Choose a p&amp;icture…</source>
        <translation>&amp;Bild auswählen…</translation>
    </message>
    <message>
        <source>Choose a vCard (.vcf) or CSV file.</source>
        <translation>Eine vCard-Datei (.vcf) oder CSV-Datei wählen.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Einen anderen Ordner wählen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>Company directory: {count} people, as of {time}</source>
        <translation>Firmenverzeichnis: {count} Personen, Stand {time}</translation>
    </message>
    <message>
        <source>Connect to it</source>
        <translation>Verbindung herstellen</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
    <message>
        <source>Contacts (*.vcf *.vcard *.csv);;All files (*)</source>
        <translation>Kontakte (*.vcf *.vcard *.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy number {number}</source>
        <translation>Nummer {number} kopieren</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>{name} löschen?</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Enter a name or a company.</source>
        <translation>Einen Namen oder eine Firma eingeben.</translation>
    </message>
    <message>
        <source>Enter a number with digits, + only in front.</source>
        <translation>Eine Nummer aus Ziffern eingeben, + nur am Anfang.</translation>
    </message>
    <message>
        <source>Enter a sign-in name and a password in the settings of the directory.</source>
        <translation>In den Einstellungen des Verzeichnisses Anmeldenamen und Passwort eingeben.</translation>
    </message>
    <message>
        <source>Enter it in the settings of the directory.</source>
        <translation>In den Einstellungen des Verzeichnisses eingeben.</translation>
    </message>
    <message>
        <source>Enter it like anna@example.com.</source>
        <translation>Eingabe wie anna@example.com.</translation>
    </message>
    <message>
        <source>Enter it like ldap.example.com.</source>
        <translation>Eingabe wie ldap.example.com.</translation>
    </message>
    <message>
        <source>Enter its name and the base in the settings.</source>
        <translation>Seinen Namen und die Basis in den Einstellungen eingeben.</translation>
    </message>
    <message>
        <source>Enter its name, for example ldap.example.com.</source>
        <translation>Seinen Namen eingeben, zum Beispiel ldap.example.com.</translation>
    </message>
    <message>
        <source>Enter them again in the settings. They were tried once only, so that your account is not locked.</source>
        <translation>In den Einstellungen noch einmal eingeben. Sie wurden nur einmal versucht, damit das Konto nicht gesperrt wird.</translation>
    </message>
    <message>
        <source>Export contacts</source>
        <translation>Kontakte exportieren</translation>
    </message>
    <message>
        <source>Export contacts to a file</source>
        <translation>Kontakte in eine Datei exportieren</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Fetch the company directory anew</source>
        <translation>Firmenverzeichnis neu abrufen</translation>
    </message>
    <message>
        <source>Fetching the company directory: {done} of {total} people</source>
        <translation>Firmenverzeichnis wird abgerufen: {done} von {total} Personen</translation>
    </message>
    <message>
        <source>Fetching the company directory: {done} people</source>
        <translation>Firmenverzeichnis wird abgerufen: {done} Personen</translation>
    </message>
    <message>
        <source>Find the directory server</source>
        <translation>Verzeichnisserver finden</translation>
    </message>
    <message>
        <source>Found people</source>
        <translation>Gefundene Personen</translation>
    </message>
    <message>
        <source>Free some space and try again; the contacts saved before are unharmed.</source>
        <translation>Platz schaffen und noch einmal versuchen; die bisher gespeicherten Kontakte sind unversehrt.</translation>
    </message>
    <message>
        <source>Free some space on the disk and start again.</source>
        <translation>Platz auf dem Datenträger schaffen und neu starten.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>If it lasts, tell your administrator.</source>
        <translation>Wenn es anhält, der Administration melden.</translation>
    </message>
    <message>
        <source>Import contacts</source>
        <translation>Kontakte importieren</translation>
    </message>
    <message>
        <source>Import contacts from a file</source>
        <translation>Kontakte aus einer Datei importieren</translation>
    </message>
    <message>
        <source>Imported: {parts}</source>
        <translation>Importiert: {parts}</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Import läuft…</translation>
    </message>
    <message>
        <source>Importing… {count} contacts</source>
        <translation>Import läuft… {count} Kontakte</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Eingehender Anruf</translation>
    </message>
    <message>
        <source>Install that version again; the contacts are unharmed.</source>
        <translation>Diese Version wieder installieren; die Kontakte sind unversehrt.</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>It is used until the program ends.</source>
        <translation>Es gilt, bis das Programm beendet wird.</translation>
    </message>
    <message>
        <source>It was kept as {file}; import a copy of your contacts, or ask your administrator.</source>
        <translation>Sie wurde als {file} aufbewahrt; eine Kopie der Kontakte importieren oder bei der Administration nachfragen.</translation>
    </message>
    <message>
        <source>Kind of number {place}</source>
        <translation>Art der Nummer {place}</translation>
    </message>
    <message>
        <source>Line {line}: {text}</source>
        <translation>Zeile {line}: {text}</translation>
    </message>
    <message>
        <source>Look for people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>Mend it or remove it.</source>
        <translation>In Ordnung bringen oder entfernen.</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Verpasster Anruf</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>Mobil</translation>
    </message>
    <message>
        <source>N&amp;otes</source>
        <translation>No&amp;tizen</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Anrufe</translation>
    </message>
    <message>
        <source>No contacts of your own</source>
        <translation>Keine eigenen Kontakte</translation>
    </message>
    <message>
        <source>No directory server is set up.</source>
        <translation>Es ist kein Verzeichnisserver eingerichtet.</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>No password was sent. If your company has its own authority, add its certificate in the settings.</source>
        <translation>Es wurde kein Passwort gesendet. Hat die Firma eine eigene Zertifizierungsstelle, deren Zertifikat in den Einstellungen hinzufügen.</translation>
    </message>
    <message>
        <source>No secure connection to {host} could be made.</source>
        <translation>Zu {host} konnte keine sichere Verbindung hergestellt werden.</translation>
    </message>
    <message>
        <source>Nobody found.</source>
        <translation>Niemand gefunden.</translation>
    </message>
    <message>
        <source>Nobody found. Enter calls “{text}” as an address.</source>
        <translation>Niemand gefunden. Die Eingabetaste ruft „{text}“ als Adresse an.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Number {place}</source>
        <translation>Nummer {place}</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nummern</translation>
    </message>
    <message>
        <source>One person found</source>
        <translation>Eine Person gefunden</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstige</translation>
    </message>
    <message>
        <source>Outgoing call</source>
        <translation>Ausgehender Anruf</translation>
    </message>
    <message>
        <source>People cannot be looked up, because the folder for them cannot be used.</source>
        <translation>Personen können nicht gesucht werden, weil der Ordner dafür nicht verwendbar ist.</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.gif)</source>
        <translation>Bilder (*.jpg *.jpeg *.png *.gif)</translation>
    </message>
    <message>
        <source>Re&amp;move the picture</source>
        <translation>Bild entfe&amp;rnen</translation>
    </message>
    <message>
        <source>Reading the directory ended before it was complete.</source>
        <translation>Das Lesen des Verzeichnisses endete, bevor es vollständig war.</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Aus den Favoriten entfernen</translation>
    </message>
    <message>
        <source>Remove it in the settings, or choose it again.</source>
        <translation>In den Einstellungen entfernen oder neu wählen.</translation>
    </message>
    <message>
        <source>Remove number {place}</source>
        <translation>Nummer {place} entfernen</translation>
    </message>
    <message>
        <source>SI&amp;P address</source>
        <translation>SI&amp;P-Adresse</translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation>SIP-Adresse</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>&amp;Details zeigen</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Shows presence; empty when there is none.</source>
        <translation>Für den Status; leer, wenn es keine gibt.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>The SIP address is not complete.</source>
        <translation>Die SIP-Adresse ist nicht vollständig.</translation>
    </message>
    <message>
        <source>The certificate of {host} has expired, so its identity could not be confirmed.</source>
        <translation>Das Zertifikat von {host} ist abgelaufen, daher konnte die Identität nicht bestätigt werden.</translation>
    </message>
    <message>
        <source>The certificate that was shown belongs to another server, not to {host}.</source>
        <translation>Das vorgelegte Zertifikat gehört zu einem anderen Server, nicht zu {host}.</translation>
    </message>
    <message>
        <source>The contact and its picture are gone then. Calls with this person stay in the history.</source>
        <translation>Der Kontakt und sein Bild sind dann weg. Anrufe mit dieser Person bleiben im Verlauf.</translation>
    </message>
    <message>
        <source>The contacts could not be found again by their names.</source>
        <translation>Die Kontakte wären über ihre Namen nicht auffindbar.</translation>
    </message>
    <message>
        <source>The contacts could not be written to this file.</source>
        <translation>Die Kontakte konnten nicht in diese Datei geschrieben werden.</translation>
    </message>
    <message>
        <source>The directory did not accept the name or the password.</source>
        <translation>Das Verzeichnis hat den Namen oder das Passwort nicht angenommen.</translation>
    </message>
    <message>
        <source>The directory does not know the base {base}.</source>
        <translation>Das Verzeichnis kennt die Basis {base} nicht.</translation>
    </message>
    <message>
        <source>The directory does not let this sign-in name look for people.</source>
        <translation>Das Verzeichnis lässt diesen Anmeldenamen nicht nach Personen suchen.</translation>
    </message>
    <message>
        <source>The directory hands out only a part of its people.</source>
        <translation>Das Verzeichnis gibt nur einen Teil seiner Personen heraus.</translation>
    </message>
    <message>
        <source>The directory says that the password has expired.</source>
        <translation>Das Verzeichnis meldet, dass das Passwort abgelaufen ist.</translation>
    </message>
    <message>
        <source>The directory says that this account is locked or switched off.</source>
        <translation>Das Verzeichnis meldet, dass dieses Konto gesperrt oder ausgeschaltet ist.</translation>
    </message>
    <message>
        <source>The directory server is missing.</source>
        <translation>Der Verzeichnisserver fehlt.</translation>
    </message>
    <message>
        <source>The directory server {host} could not be found.</source>
        <translation>Der Verzeichnisserver {host} wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The directory server {host} does not answer.</source>
        <translation>Der Verzeichnisserver {host} antwortet nicht.</translation>
    </message>
    <message>
        <source>The directory server {host} has a problem and could not answer.</source>
        <translation>Der Verzeichnisserver {host} hat ein Problem und konnte nicht antworten.</translation>
    </message>
    <message>
        <source>The directory shows nobody below the base {base}.</source>
        <translation>Das Verzeichnis zeigt niemanden unter der Basis {base}.</translation>
    </message>
    <message>
        <source>The directory takes passwords on a secure connection only.</source>
        <translation>Das Verzeichnis nimmt Passwörter nur über eine sichere Verbindung an.</translation>
    </message>
    <message>
        <source>The directory wants you to sign in before it shows anybody.</source>
        <translation>Das Verzeichnis verlangt eine Anmeldung, bevor es Personen zeigt.</translation>
    </message>
    <message>
        <source>The e-mail address is not complete.</source>
        <translation>Die E-Mail-Adresse ist nicht vollständig.</translation>
    </message>
    <message>
        <source>The file with your contacts is damaged, so they are missing now.</source>
        <translation>Die Datei mit den Kontakten ist beschädigt, daher fehlen sie jetzt.</translation>
    </message>
    <message>
        <source>The filter for people cannot be used.</source>
        <translation>Der Filter für Personen ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>The first row has to name the columns, with Name and Phone among them.</source>
        <translation>Die erste Zeile muss die Spalten nennen, darunter Name und Telefon.</translation>
    </message>
    <message>
        <source>The identity of {host} could not be confirmed: its certificate is not from an authority that this computer trusts.</source>
        <translation>Die Identität von {host} konnte nicht bestätigt werden: Das Zertifikat stammt von keiner Stelle, der dieser Computer vertraut.</translation>
    </message>
    <message>
        <source>The local copy of the directory could not be written.</source>
        <translation>Die lokale Kopie des Verzeichnisses konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>Der Name fehlt.</translation>
    </message>
    <message>
        <source>The others are found while you are connected. Ask your administrator to raise the limit for your sign-in name.</source>
        <translation>Die übrigen werden gefunden, solange eine Verbindung besteht. Die Administration bitten, die Grenze für den Anmeldenamen anzuheben.</translation>
    </message>
    <message>
        <source>The password for the directory is not known.</source>
        <translation>Das Passwort für das Verzeichnis ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The password of the directory was not saved. {why}</source>
        <translation>Das Passwort des Verzeichnisses wurde nicht gespeichert. {why}</translation>
    </message>
    <message>
        <source>The picture is damaged, too large or of an unknown kind.</source>
        <translation>Das Bild ist beschädigt, zu groß oder von unbekannter Art.</translation>
    </message>
    <message>
        <source>The {what} has characters that cannot be used.</source>
        <translation>{what}: Diese Eingabe enthält Zeichen, die nicht verwendbar sind.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>This card has neither a name nor a number.</source>
        <translation>Diese Karte hat weder Namen noch Nummer.</translation>
    </message>
    <message>
        <source>This card has no end; the file may be cut off.</source>
        <translation>Diese Karte hat kein Ende; vielleicht ist die Datei abgeschnitten.</translation>
    </message>
    <message>
        <source>This card has no end; what was before the next card was read.</source>
        <translation>Diese Karte hat kein Ende; gelesen wurde, was vor der nächsten Karte steht.</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>Diese Datei ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This is no JPEG, PNG or GIF picture of up to 4 MB.</source>
        <translation>Das ist kein JPEG-, PNG- oder GIF-Bild von höchstens 4 MB.</translation>
    </message>
    <message>
        <source>This is not a server name.</source>
        <translation>Das ist kein Servername.</translation>
    </message>
    <message>
        <source>This is not part of a card.</source>
        <translation>Das gehört zu keiner Karte.</translation>
    </message>
    <message>
        <source>This line is not a property of a card.</source>
        <translation>Diese Zeile ist keine Angabe einer Karte.</translation>
    </message>
    <message>
        <source>This picture cannot be used.</source>
        <translation>Dieses Bild ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>This row has neither a name nor a number.</source>
        <translation>Diese Zeile hat weder Namen noch Nummer.</translation>
    </message>
    <message>
        <source>This row is not well formed; a quotation mark may be missing.</source>
        <translation>Diese Zeile ist nicht richtig aufgebaut; vielleicht fehlt ein Anführungszeichen.</translation>
    </message>
    <message>
        <source>Type it again without them.</source>
        <translation>Ohne diese noch einmal eingeben.</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Write to {address}</source>
        <translation>An {address} schreiben</translation>
    </message>
    <message>
        <source>Your contacts could not be opened or saved because their file is not accessible.</source>
        <translation>Die Kontakte konnten nicht geöffnet oder gespeichert werden, weil ihre Datei nicht zugänglich ist.</translation>
    </message>
    <message>
        <source>Your contacts could not be opened or saved.</source>
        <translation>Die Kontakte konnten nicht geöffnet oder gespeichert werden.</translation>
    </message>
    <message>
        <source>Your contacts could not be saved because the disk is full.</source>
        <translation>Die Kontakte konnten nicht gespeichert werden, weil der Datenträger voll ist.</translation>
    </message>
    <message>
        <source>Your contacts were saved by a newer version of this program.</source>
        <translation>Die Kontakte wurden von einer neueren Version dieses Programms gespeichert.</translation>
    </message>
    <message>
        <source>anna@example.com</source>
        <translation>anna@example.com</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>contacts.vcf</source>
        <translation>Kontakte.vcf</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>more numbers with Alt+Down</source>
        <translation>weitere Nummern mit Alt+Herunter</translation>
    </message>
    <message>
        <source>sign-in name</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>vCard (*.vcf);;CSV (*.csv)</source>
        <translation>vCard (*.vcf);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>{count} added</source>
        <translation>{count} hinzugefügt</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>{count} geändert</translation>
    </message>
    <message>
        <source>{count} known already</source>
        <translation>{count} schon bekannt</translation>
    </message>
    <message>
        <source>{count} people found</source>
        <translation>{count} Personen gefunden</translation>
    </message>
    <message>
        <source>{host} cannot make the connection secure by StartTLS.</source>
        <translation>{host} kann die Verbindung nicht mit StartTLS absichern.</translation>
    </message>
    <message>
        <source>{host} refused the connection on port {port}.</source>
        <translation>{host} hat die Verbindung auf Port {port} abgelehnt.</translation>
    </message>
    <message numerus="yes">
        <source>{name} or %n other(s)</source>
        <translation>
            <numerusform>{name} oder %n weitere Person</numerusform>
            <numerusform>{name} oder %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>{state} until {time}</source>
        <translation>{state} bis {time}</translation>
    </message>
    <message>
        <source>{state}, no news since {time}</source>
        <translation>{state}, nichts Neues seit {time}</translation>
    </message>
    <message>
        <source>“{text}” cannot be called.</source>
        <translation>„{text}“ kann nicht angerufen werden.</translation>
    </message>
</context>
<context>
    <name>first_run</name>
    <message>
        <source>&amp;Address</source>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>Verbind&amp;ung</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>S&amp;päter</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Passwor&amp;t</translation>
    </message>
    <message>
        <source>&amp;Remember the password in this computer&apos;s password store</source>
        <translation>Passwort im Passwortspeicher dieses Computers &amp;merken</translation>
    </message>
    <message>
        <source>&amp;Use it nevertheless</source>
        <translation>T&amp;rotzdem verwenden</translation>
    </message>
    <message>
        <source>Account file</source>
        <translation>Kontodatei</translation>
    </message>
    <message>
        <source>Account files (*.toml);;All files (*)</source>
        <translation>Kontodateien (*.toml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All of this can be changed in the settings at any time.</source>
        <translation>Alles davon kann in den Einstellungen jederzeit geändert werden.</translation>
    </message>
    <message>
        <source>Do you hear and are you heard?</source>
        <translation>Ist in beide Richtungen etwas zu hören?</translation>
    </message>
    <message>
        <source>Enter it to sign in.</source>
        <translation>Zum Anmelden eingeben.</translation>
    </message>
    <message>
        <source>Enter the address and the password that your administrator gave you. The address looks like one for mail.</source>
        <translation>Adresse und Passwort eingeben, wie die Administration sie mitgeteilt hat. Die Adresse sieht aus wie eine für E-Mail.</translation>
    </message>
    <message>
        <source>Find out; encrypted if possible</source>
        <translation>Herausfinden; verschlüsselt, wenn möglich</translation>
    </message>
    <message>
        <source>Found by the address</source>
        <translation>Aus der Adresse</translation>
    </message>
    <message>
        <source>Host, or host:port.</source>
        <translation>Host oder Host:Port.</translation>
    </message>
    <message>
        <source>Is everything reached?</source>
        <translation>Ist alles erreichbar?</translation>
    </message>
    <message>
        <source>Look at the &amp;certificate…</source>
        <translation>Zertifikat anse&amp;hen…</translation>
    </message>
    <message>
        <source>Name that callers may see</source>
        <translation>Name, den andere sehen können</translation>
    </message>
    <message>
        <source>No sound device was found.</source>
        <translation>Es wurde kein Audiogerät gefunden.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>S&amp;ign-in name</source>
        <translation>&amp;Anmeldename</translation>
    </message>
    <message>
        <source>Same as in the address</source>
        <translation>Wie in der Adresse</translation>
    </message>
    <message>
        <source>Ser&amp;ver</source>
        <translation>Ser&amp;ver</translation>
    </message>
    <message>
        <source>Set up Softphone</source>
        <translation>Softphone einrichten</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>TLS (encrypted)</source>
        <translation>TLS (verschlüsselt)</translation>
    </message>
    <message>
        <source>The &amp;server has another name</source>
        <translation>Der &amp;Server heißt anders</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>Das Passwort fehlt.</translation>
    </message>
    <message>
        <source>The server offers no encrypted connection: whoever is in the network can see whom you call.</source>
        <translation>Der Server bietet keine verschlüsselte Verbindung an: Im Netz ist sichtbar, wer angerufen wird.</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>Er&amp;neut versuchen</translation>
    </message>
    <message>
        <source>Trying a connection that is not encrypted ({transport}).</source>
        <translation>Eine unverschlüsselte Verbindung wird versucht ({transport}).</translation>
    </message>
    <message>
        <source>Trying an encrypted connection (TLS).</source>
        <translation>Eine verschlüsselte Verbindung wird versucht (TLS).</translation>
    </message>
    <message>
        <source>Use an account &amp;file…</source>
        <translation>K&amp;ontodatei verwenden…</translation>
    </message>
    <message>
        <source>Welcome to Softphone</source>
        <translation>Willkommen bei Softphone</translation>
    </message>
    <message>
        <source>Your na&amp;me</source>
        <translation>Ei&amp;gener Name</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message numerus="yes">
        <source>%n call(s) saved in {name}.</source>
        <translation>
            <numerusform>%n Anruf in {name} gespeichert.</numerusform>
            <numerusform>%n Anrufe in {name} gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Call {name}</source>
        <translation>{name} &amp;anrufen</translation>
    </message>
    <message>
        <source>&amp;Details, note and tags…</source>
        <translation>&amp;Details, Notiz und Stichwörter…</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>Speic&amp;hern</translation>
    </message>
    <message>
        <source>&amp;Show as one</source>
        <translation>&amp;Zusammenfassen</translation>
    </message>
    <message>
        <source>&amp;Show each call</source>
        <translation>Ein&amp;zeln zeigen</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>&amp;Stichwörter</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Add to &amp;favourites</source>
        <translation>Zu &amp;Favoriten hinzufügen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Ask for write access to {folder}; until then new calls are kept in memory and saved by themselves afterwards.</source>
        <translation>Schreibrecht für {folder} erbitten; bis dahin bleiben neue Anrufe im Speicher und werden danach von selbst gesichert.</translation>
    </message>
    <message>
        <source>C&amp;opy the number</source>
        <translation>Nummer &amp;kopieren</translation>
    </message>
    <message>
        <source>Call with {name}</source>
        <translation>Anruf mit {name}</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Calls &amp;with this person</source>
        <translation>Anrufe &amp;mit dieser Person</translation>
    </message>
    <message>
        <source>Calls cannot be written into the history because the disk is full or fails.</source>
        <translation>Anrufe können nicht in den Verlauf geschrieben werden, weil der Datenträger voll oder gestört ist.</translation>
    </message>
    <message>
        <source>Calls that you make, take or miss are listed here.</source>
        <translation>Hier stehen getätigte, angenommene und verpasste Anrufe.</translation>
    </message>
    <message>
        <source>Calls with {name}</source>
        <translation>Anrufe mit {name}</translation>
    </message>
    <message>
        <source>Calls work; start the program again to see the history.</source>
        <translation>Anrufe funktionieren; für den Verlauf das Programm neu starten.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Check that {folder} can be used; until then new calls are kept in memory and saved by themselves afterwards.</source>
        <translation>Prüfen, ob {folder} verwendbar ist; bis dahin bleiben neue Anrufe im Speicher und werden danach von selbst gesichert.</translation>
    </message>
    <message>
        <source>Check that {folder} exists and can be written, or choose another place.</source>
        <translation>Prüfen, ob es {folder} gibt und er beschreibbar ist, oder einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Close whatever else has {file} open; until then new calls are kept in memory and saved by themselves afterwards.</source>
        <translation>Schließen, was {file} sonst noch geöffnet hat; bis dahin bleiben neue Anrufe im Speicher und werden danach von selbst gesichert.</translation>
    </message>
    <message>
        <source>Continued on</source>
        <translation>Weitergeführt auf</translation>
    </message>
    <message>
        <source>Dialled as</source>
        <translation>Gewählt als</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Enter calls back, F2 writes a note, Delete removes</source>
        <translation>Eingabetaste ruft zurück, F2 schreibt eine Notiz, Entf entfernt</translation>
    </message>
    <message>
        <source>Free some space, or choose another place.</source>
        <translation>Platz schaffen oder einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Free some space; until then new calls are kept in memory and saved by themselves afterwards.</source>
        <translation>Platz schaffen; bis dahin bleiben neue Anrufe im Speicher und werden danach von selbst gesichert.</translation>
    </message>
    <message>
        <source>Going on now</source>
        <translation>Läuft gerade</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Eingehend</translation>
    </message>
    <message>
        <source>Install that version again, or move {file} away to begin a new history.</source>
        <translation>Diese Version wieder installieren, oder {file} verschieben, um einen neuen Verlauf zu beginnen.</translation>
    </message>
    <message>
        <source>It is gone from the history for good, with its note.</source>
        <translation>Er verschwindet mit seiner Notiz endgültig aus dem Verlauf.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Verpasst</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Verpasster Anruf</translation>
    </message>
    <message>
        <source>No call matches</source>
        <translation>Kein Anruf passt</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Anrufe</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Nummer unterdrückt</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Ausgehend</translation>
    </message>
    <message>
        <source>Parked in slot</source>
        <translation>Geparkt auf Platz</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Remove this call with {name}?</source>
        <translation>Diesen Anruf mit {name} entfernen?</translation>
    </message>
    <message>
        <source>Remove {count} calls with {name}?</source>
        <translation>{count} Anrufe mit {name} entfernen?</translation>
    </message>
    <message>
        <source>Remove {file}, then start the program again.</source>
        <translation>{file} entfernen, dann das Programm neu starten.</translation>
    </message>
    <message>
        <source>Save calls as a table</source>
        <translation>Anrufe als Tabelle speichern</translation>
    </message>
    <message>
        <source>Save these calls as a table (CSV)</source>
        <translation>Diese Anrufe als Tabelle (CSV) speichern</translation>
    </message>
    <message>
        <source>Search calls</source>
        <translation>Anrufe suchen</translation>
    </message>
    <message>
        <source>Separated by commas.</source>
        <translation>Durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Show everybody&apos;s calls</source>
        <translation>Anrufe mit allen zeigen</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Such as: order, call again</source>
        <translation>Zum Beispiel: Bestellung, zurückrufen</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Taken from another device</source>
        <translation>Von anderem Gerät geholt</translation>
    </message>
    <message>
        <source>Taken from your mobile</source>
        <translation>Vom Mobiltelefon geholt</translation>
    </message>
    <message>
        <source>The call history cannot be used because its file or folder cannot be written.</source>
        <translation>Der Anrufverlauf ist nicht verwendbar, weil seine Datei oder sein Ordner nicht beschreibbar ist.</translation>
    </message>
    <message>
        <source>The call history cannot be used.</source>
        <translation>Der Anrufverlauf ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>The call history failed.</source>
        <translation>Der Anrufverlauf ist ausgefallen.</translation>
    </message>
    <message>
        <source>The call history is damaged.</source>
        <translation>Der Anrufverlauf ist beschädigt.</translation>
    </message>
    <message>
        <source>The call history is held by another program at the moment.</source>
        <translation>Der Anrufverlauf wird gerade von einem anderen Programm festgehalten.</translation>
    </message>
    <message>
        <source>The call history was damaged, so a new one was begun.</source>
        <translation>Der Anrufverlauf war beschädigt, daher wurde ein neuer begonnen.</translation>
    </message>
    <message>
        <source>The call history was made by a newer version of this program.</source>
        <translation>Der Anrufverlauf stammt von einer neueren Version dieses Programms.</translation>
    </message>
    <message>
        <source>The history cannot be shown</source>
        <translation>Der Verlauf kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>The history could not be exported because the disk is full.</source>
        <translation>Der Verlauf konnte nicht exportiert werden, weil der Datenträger voll ist.</translation>
    </message>
    <message>
        <source>The history could not be exported to this file.</source>
        <translation>Der Verlauf konnte nicht in diese Datei exportiert werden.</translation>
    </message>
    <message>
        <source>The old one was kept as {aside}; your administrator may be able to read it.</source>
        <translation>Der alte wurde als {aside} aufbewahrt; die Administration kann ihn vielleicht lesen.</translation>
    </message>
    <message>
        <source>This caller&apos;s number is not known.</source>
        <translation>Die Nummer dieses Anrufers ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Transferred to</source>
        <translation>Vermittelt an</translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation>Unbekannter Anrufer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>calls.csv</source>
        <translation>Anrufe.csv</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>mäßig</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>nicht angenommen</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>{count} calls</source>
        <translation>{count} Anrufe</translation>
    </message>
    <message>
        <source>{rating} (loss {loss} %, jitter {jitter} ms)</source>
        <translation>{rating} (Verlust {loss} %, Jitter {jitter} ms)</translation>
    </message>
</context>
<context>
    <name>messaging</name>
    <message numerus="yes">
        <source>%n SMS</source>
        <translation>
            <numerusform>%n SMS</numerusform>
            <numerusform>%n SMS</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <translation>
            <numerusform>noch %n Zeichen</numerusform>
            <numerusform>noch %n Zeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n ungelesene Nachricht</numerusform>
            <numerusform>%n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Call {name}</source>
        <translation>{name} &amp;anrufen</translation>
    </message>
    <message>
        <source>&amp;Copy the text</source>
        <translation>Text &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;New message</source>
        <translation>&amp;Neue Nachricht</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>&amp;Send a message</source>
        <translation>Nachricht &amp;schreiben</translation>
    </message>
    <message>
        <source>&amp;Send again</source>
        <translation>Erneut &amp;senden</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;An</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>&amp;Schreiben</translation>
    </message>
    <message>
        <source>Add your account in the settings.</source>
        <translation>Das eigene Konto in den Einstellungen hinzufügen.</translation>
    </message>
    <message>
        <source>All its messages are removed from this computer. {name} keeps theirs.</source>
        <translation>Alle Nachrichten darin werden von diesem Computer entfernt. Bei {name} bleiben sie.</translation>
    </message>
    <message>
        <source>Ask for write access to {folder}; until then nothing is sent, and what comes waits.</source>
        <translation>Schreibrecht für {folder} beantragen; bis dahin wird nichts gesendet, und was kommt, wartet.</translation>
    </message>
    <message>
        <source>Ask your administrator whether messages are allowed for you.</source>
        <translation>Bei der Administration erfragen, ob Nachrichten erlaubt sind.</translation>
    </message>
    <message>
        <source>Back to all conversations</source>
        <translation>Zurück zu allen Unterhaltungen</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Call instead, or ask your administrator whether it can send SMS.</source>
        <translation>Stattdessen anrufen oder bei der Administration erfragen, ob die Anlage SMS senden kann.</translation>
    </message>
    <message>
        <source>Call instead.</source>
        <translation>Stattdessen anrufen.</translation>
    </message>
    <message>
        <source>Call {name}</source>
        <translation>{name} anrufen</translation>
    </message>
    <message>
        <source>Calls work; start the program again to see the messages.</source>
        <translation>Anrufe gehen; nach einem Neustart des Programms sind die Nachrichten wieder da.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Check it and write again.</source>
        <translation>Prüfen und noch einmal schreiben.</translation>
    </message>
    <message>
        <source>Check that {folder} can be used; until then nothing is sent, and what comes waits.</source>
        <translation>Prüfen, ob {folder} benutzt werden kann; bis dahin wird nichts gesendet, und was kommt, wartet.</translation>
    </message>
    <message>
        <source>Close whatever else has {file} open; until then nothing is sent, and what comes waits.</source>
        <translation>Schließen, was sonst {file} geöffnet hat; bis dahin wird nichts gesendet, und was kommt, wartet.</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Ctrl+C copies, Enter sends again what was not sent</source>
        <translation>Strg+C kopiert, Eingabe sendet erneut, was nicht gesendet wurde</translation>
    </message>
    <message>
        <source>Delete the conversation with {name}?</source>
        <translation>Unterhaltung mit {name} löschen?</translation>
    </message>
    <message>
        <source>Delete this conversation</source>
        <translation>Diese Unterhaltung löschen</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Enter opens, Delete removes</source>
        <translation>Eingabe öffnet, Entf entfernt</translation>
    </message>
    <message>
        <source>Enter the password of your account again.</source>
        <translation>Das Passwort des Kontos noch einmal eingeben.</translation>
    </message>
    <message>
        <source>Free some space; until then nothing is sent, and what comes waits.</source>
        <translation>Platz schaffen; bis dahin wird nichts gesendet, und was kommt, wartet.</translation>
    </message>
    <message>
        <source>Install that version again, or move {file} away to begin anew.</source>
        <translation>Jene Version wieder installieren oder {file} wegbewegen, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>It is not known whether this message arrived.</source>
        <translation>Es ist nicht bekannt, ob diese Nachricht angekommen ist.</translation>
    </message>
    <message>
        <source>Mark as &amp;read</source>
        <translation>Als &amp;gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Message to {name}</source>
        <translation>Nachricht an {name}</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Messages are not possible there.</source>
        <translation>Dort sind keine Nachrichten möglich.</translation>
    </message>
    <message>
        <source>Messages cannot be kept because the disk is full or fails.</source>
        <translation>Nachrichten können nicht aufbewahrt werden, weil der Datenträger voll oder gestört ist.</translation>
    </message>
    <message>
        <source>Messages cannot be kept because their file or folder cannot be written.</source>
        <translation>Nachrichten können nicht aufbewahrt werden, weil ihre Datei oder ihr Ordner nicht beschreibbar ist.</translation>
    </message>
    <message>
        <source>Messages cannot be kept.</source>
        <translation>Nachrichten können nicht aufbewahrt werden.</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Name oder Nummer</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Neue Nachricht</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Keine Nachrichten</translation>
    </message>
    <message>
        <source>Nobody has this number or address.</source>
        <translation>Niemand hat diese Nummer oder Adresse.</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>People who were found</source>
        <translation>Gefundene Personen</translation>
    </message>
    <message>
        <source>Press Enter or click to send it again.</source>
        <translation>Mit Eingabe oder Klick erneut senden.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Remove {file}, then start the program again.</source>
        <translation>{file} entfernen, dann das Programm neu starten.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Return sends, Shift+Return begins a new line</source>
        <translation>Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>SMS to {number}</source>
        <translation>SMS an {number}</translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation>Nachrichten durchsuchen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send a message to {number}</source>
        <translation>Nachricht an {number} schreiben</translation>
    </message>
    <message>
        <source>Send it again later, or call instead.</source>
        <translation>Später noch einmal senden oder stattdessen anrufen.</translation>
    </message>
    <message>
        <source>Send it again, or call instead.</source>
        <translation>Noch einmal senden oder stattdessen anrufen.</translation>
    </message>
    <message>
        <source>Send it in several shorter ones.</source>
        <translation>In mehreren kürzeren senden.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>The account of this message was removed.</source>
        <translation>Das Konto dieser Nachricht wurde entfernt.</translation>
    </message>
    <message>
        <source>The messages are damaged.</source>
        <translation>Die Nachrichten sind beschädigt.</translation>
    </message>
    <message>
        <source>The messages are held by another program at the moment.</source>
        <translation>Die Nachrichten sind gerade von einem anderen Programm belegt.</translation>
    </message>
    <message>
        <source>The messages cannot be used.</source>
        <translation>Die Nachrichten können nicht benutzt werden.</translation>
    </message>
    <message>
        <source>The messages were damaged, so a new file was begun.</source>
        <translation>Die Nachrichten waren beschädigt, deshalb wurde eine neue Datei begonnen.</translation>
    </message>
    <message>
        <source>The messages were made by a newer version of this program.</source>
        <translation>Die Nachrichten stammen von einer neueren Version dieses Programms.</translation>
    </message>
    <message>
        <source>The old one was kept as {aside}; your administrator may be able to read it.</source>
        <translation>Die alte liegt unter {aside}; die Administration kann sie vielleicht lesen.</translation>
    </message>
    <message>
        <source>The other side cannot be reached now; it is tried again.</source>
        <translation>Die Gegenseite ist gerade nicht erreichbar; es wird wieder versucht.</translation>
    </message>
    <message>
        <source>The other side cannot show such a message.</source>
        <translation>Die Gegenseite kann eine solche Nachricht nicht anzeigen.</translation>
    </message>
    <message>
        <source>The other side does not want this message.</source>
        <translation>Die Gegenseite möchte diese Nachricht nicht.</translation>
    </message>
    <message>
        <source>The other side says that this message was not delivered.</source>
        <translation>Die Gegenseite meldet, dass diese Nachricht nicht zugestellt wurde.</translation>
    </message>
    <message>
        <source>The phone server did not accept your password for messages.</source>
        <translation>Die Telefonanlage hat das Passwort für Nachrichten nicht angenommen.</translation>
    </message>
    <message>
        <source>The phone server refused this message ({code}).</source>
        <translation>Die Telefonanlage hat diese Nachricht abgelehnt ({code}).</translation>
    </message>
    <message>
        <source>The phone server takes no messages now; it is tried again.</source>
        <translation>Die Telefonanlage nimmt gerade keine Nachrichten an; es wird wieder versucht.</translation>
    </message>
    <message>
        <source>The program ended while it was being sent. Send it again, or ask.</source>
        <translation>Das Programm endete, während sie gesendet wurde. Noch einmal senden oder nachfragen.</translation>
    </message>
    <message>
        <source>There is no account to write from.</source>
        <translation>Es gibt kein Konto, mit dem geschrieben werden kann.</translation>
    </message>
    <message>
        <source>There is no such account.</source>
        <translation>Dieses Konto gibt es nicht.</translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation>Es gibt nichts zu senden.</translation>
    </message>
    <message>
        <source>This message could not be delivered for three days.</source>
        <translation>Diese Nachricht konnte drei Tage lang nicht zugestellt werden.</translation>
    </message>
    <message>
        <source>This message is too long for the phone server.</source>
        <translation>Diese Nachricht ist zu lang für die Telefonanlage.</translation>
    </message>
    <message>
        <source>This message is too long.</source>
        <translation>Diese Nachricht ist zu lang.</translation>
    </message>
    <message>
        <source>This message was not sent.</source>
        <translation>Diese Nachricht wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>Unlock the screen to see it.</source>
        <translation>Zum Ansehen den Bildschirm entsperren.</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet auf das Senden</translation>
    </message>
    <message>
        <source>Waits until the phone is connected.</source>
        <translation>Wartet, bis das Telefon verbunden ist.</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Eine Nachricht schreiben</translation>
    </message>
    <message>
        <source>Write it again with another account.</source>
        <translation>Mit einem anderen Konto noch einmal schreiben.</translation>
    </message>
    <message>
        <source>Write to colleagues by name or number.</source>
        <translation>Kolleginnen und Kollegen nach Name oder Nummer schreiben.</translation>
    </message>
    <message>
        <source>Write to {number}</source>
        <translation>An {number} schreiben</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>You may not write to this number.</source>
        <translation>An diese Nummer darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>Eigene Nachricht</translation>
    </message>
    <message>
        <source>Your phone system sends no messages to numbers outside.</source>
        <translation>Die Telefonanlage sendet keine Nachrichten an Nummern außerhalb.</translation>
    </message>
    <message>
        <source>{name} is typing…</source>
        <translation>{name} schreibt…</translation>
    </message>
</context>
<context>
    <name>mobility</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) later than the desk</source>
        <translation>
            <numerusform>%n Sekunde nach dem Tischtelefon</numerusform>
            <numerusform>%n Sekunden nach dem Tischtelefon</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>&amp;Konto</translation>
    </message>
    <message>
        <source>&amp;Add days…</source>
        <translation>Tage &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Back at work for a while…</source>
        <translation>Eine &amp;Weile arbeiten…</translation>
    </message>
    <message>
        <source>&amp;Begins</source>
        <translation>&amp;Beginnt</translation>
    </message>
    <message>
        <source>&amp;Country</source>
        <translation>&amp;Land</translation>
    </message>
    <message>
        <source>&amp;Emergency contacts</source>
        <translation>N&amp;otfallkontakte</translation>
    </message>
    <message>
        <source>&amp;Ends</source>
        <translation>En&amp;det</translation>
    </message>
    <message>
        <source>&amp;First day</source>
        <translation>&amp;Erster Tag</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>Ver&amp;bergen</translation>
    </message>
    <message>
        <source>&amp;Keep ringing it when this program is closed</source>
        <translation>Es auch klingeln lassen, wenn dieses Programm &amp;geschlossen ist</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Last day</source>
        <translation>&amp;Letzter Tag</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>&amp;Off until work begins again</source>
        <translation>&amp;Frei, bis die Arbeit wieder beginnt</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Take</source>
        <translation>Übe&amp;rnehmen</translation>
    </message>
    <message>
        <source>A call of yours</source>
        <translation>Eigener Anruf</translation>
    </message>
    <message>
        <source>A colleague or the reception</source>
        <translation>Kollegium oder Empfang</translation>
    </message>
    <message>
        <source>A number that ends with {digits}</source>
        <translation>Eine Nummer, die auf {digits} endet</translation>
    </message>
    <message>
        <source>Accounts…</source>
        <translation>Konten …</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Alle Anrufe</translation>
    </message>
    <message>
        <source>All calls go elsewhere</source>
        <translation>Alle Anrufe gehen woandershin</translation>
    </message>
    <message>
        <source>All calls go to {target}</source>
        <translation>Alle Anrufe gehen an: {target}</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>As &amp;usual again</source>
        <translation>Wieder wie &amp;sonst</translation>
    </message>
    <message>
        <source>As it was last; you are not signed in.</source>
        <translation>So war es zuletzt; das Konto ist nicht angemeldet.</translation>
    </message>
    <message>
        <source>As it was set here; this phone system cannot be asked.</source>
        <translation>So wurde es hier eingestellt; diese Telefonanlage gibt keine Auskunft.</translation>
    </message>
    <message>
        <source>Ask your administrator whether it is allowed for you.</source>
        <translation>Die Administration fragen, ob es erlaubt ist.</translation>
    </message>
    <message>
        <source>Asking the password store…</source>
        <translation>Der Passwortspeicher wird gefragt …</translation>
    </message>
    <message>
        <source>At once, with the desk</source>
        <translation>Sofort, mit dem Tischtelefon</translation>
    </message>
    <message>
        <source>At set times</source>
        <translation>Zu festen Zeiten</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>Bei der Arbeit</translation>
    </message>
    <message>
        <source>At work until {time}</source>
        <translation>Bei der Arbeit bis {time}</translation>
    </message>
    <message>
        <source>Call again.</source>
        <translation>Noch einmal anrufen.</translation>
    </message>
    <message>
        <source>Call from your mobile</source>
        <translation>Anruf vom Mobiltelefon</translation>
    </message>
    <message>
        <source>Call from your other device</source>
        <translation>Anruf vom anderen Gerät</translation>
    </message>
    <message>
        <source>Call with {name}</source>
        <translation>Anruf mit {name}</translation>
    </message>
    <message>
        <source>Callers hear that you are busy: your phone system has no code for forwarding.</source>
        <translation>Anrufende hören, dass besetzt ist: Die Telefonanlage hat keinen Code zum Weiterleiten.</translation>
    </message>
    <message>
        <source>Callers would hear your messages there.</source>
        <translation>Dort würden Anrufende die eigenen Nachrichten hören.</translation>
    </message>
    <message>
        <source>Calls &amp;go to</source>
        <translation>Anrufe &amp;gehen an</translation>
    </message>
    <message>
        <source>Calls can go on there, and the others still see your work number. The number of the mobile is kept in this computer&apos;s password store, encrypted. Only your phone system learns it, when it calls your mobile.</source>
        <translation>Gespräche können dort weitergehen, und die anderen sehen weiter die dienstliche Nummer. Die Mobilnummer liegt verschlüsselt im Passwortspeicher dieses Computers. Nur die Telefonanlage erfährt sie, wenn sie das Mobiltelefon anruft.</translation>
    </message>
    <message>
        <source>Calls can only be sent to a number.</source>
        <translation>Anrufe können nur an eine Nummer geleitet werden.</translation>
    </message>
    <message>
        <source>Calls cannot be sent to an emergency number.</source>
        <translation>Anrufe können nicht an eine Notrufnummer geleitet werden.</translation>
    </message>
    <message>
        <source>Calls cannot go on on the mobile until the number is entered again. Calls that the phone system sends there go on ringing there.</source>
        <translation>Gespräche können erst wieder auf dem Mobiltelefon weitergehen, wenn die Nummer neu eingegeben ist. Anrufe, die die Telefonanlage dorthin leitet, klingeln dort weiter.</translation>
    </message>
    <message>
        <source>Calls go elsewhere while no phone is signed in</source>
        <translation>Anrufe gehen woandershin, solange kein Telefon angemeldet ist</translation>
    </message>
    <message>
        <source>Calls go elsewhere while you are busy</source>
        <translation>Anrufe gehen bei Besetzt woandershin</translation>
    </message>
    <message>
        <source>Calls go to {target} while no phone is signed in</source>
        <translation>Anrufe gehen, solange kein Telefon angemeldet ist, an: {target}</translation>
    </message>
    <message>
        <source>Calls go to {target} while you are busy</source>
        <translation>Anrufe gehen bei Besetzt an: {target}</translation>
    </message>
    <message>
        <source>Calls that nobody answers go elsewhere</source>
        <translation>Anrufe, die niemand annimmt, gehen woandershin</translation>
    </message>
    <message>
        <source>Calls that nobody answers go to {target}</source>
        <translation>Anrufe, die niemand annimmt, gehen an: {target}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Chan&amp;ge</source>
        <translation>Ä&amp;ndern</translation>
    </message>
    <message>
        <source>Check the number; else your administrator knows whether it is allowed for you.</source>
        <translation>Die Nummer prüfen; sonst weiß die Administration, ob es erlaubt ist.</translation>
    </message>
    <message>
        <source>Choose by name</source>
        <translation>Nach Namen wählen</translation>
    </message>
    <message>
        <source>Choose it in the settings of the account; then calls can be sent elsewhere.</source>
        <translation>In den Einstellungen des Kontos auswählen; dann können Anrufe woandershin geleitet werden.</translation>
    </message>
    <message>
        <source>Choose voicemail, where they can leave one.</source>
        <translation>Die Mailbox wählen; dort können sie eine hinterlassen.</translation>
    </message>
    <message>
        <source>Choose your phone system in the account, or ask your administrator whether it shows the work number.</source>
        <translation>Die Telefonanlage im Konto wählen, oder die Administration fragen, ob sie die dienstliche Nummer zeigt.</translation>
    </message>
    <message>
        <source>Choose your phone system in the account, or ask your administrator.</source>
        <translation>Im Konto die Telefonanlage wählen oder die Administration fragen.</translation>
    </message>
    <message>
        <source>Choose your work account for it.</source>
        <translation>Dafür das dienstliche Konto wählen.</translation>
    </message>
    <message>
        <source>Correct its address, its name or its number in the settings.</source>
        <translation>Adresse, Name oder Nummer des Kontos in den Einstellungen berichtigen.</translation>
    </message>
    <message>
        <source>Empty: the times travel with the computer. Else such as Europe/Berlin.</source>
        <translation>Leer: Die Zeiten reisen mit dem Computer. Sonst wie Europe/Berlin.</translation>
    </message>
    <message>
        <source>End the other call first, or enter your mobile number.</source>
        <translation>Zuerst das andere Gespräch beenden oder die Handynummer eingeben.</translation>
    </message>
    <message>
        <source>Enter a number, or choose voicemail.</source>
        <translation>Eine Nummer eingeben oder die Mailbox wählen.</translation>
    </message>
    <message>
        <source>Enter another number.</source>
        <translation>Eine andere Nummer eingeben.</translation>
    </message>
    <message>
        <source>Enter it first.</source>
        <translation>Die Nummer zuerst eingeben.</translation>
    </message>
    <message>
        <source>Enter it under “Where my calls go”.</source>
        <translation>Die Nummer unter „Wohin meine Anrufe gehen“ eingeben.</translation>
    </message>
    <message>
        <source>Enter it with the code of its country, such as +49 170 1234567.</source>
        <translation>Sie mit der Ländervorwahl eingeben, etwa +49 170 1234567.</translation>
    </message>
    <message>
        <source>Enter one, such as 1003 or +49 30 123456.</source>
        <translation>Eine eingeben, zum Beispiel 1003 oder +49 30 123456.</translation>
    </message>
    <message>
        <source>Enter the number of your mobile first.</source>
        <translation>Zuerst die Nummer des Mobiltelefons eingeben.</translation>
    </message>
    <message>
        <source>Enter the number of your mobile, such as +49 170 1234567.</source>
        <translation>Die Nummer des Mobiltelefons eingeben, etwa +49 170 1234567.</translation>
    </message>
    <message>
        <source>Enter the number of your voicemail as other people call it.</source>
        <translation>Die Nummer der Mailbox eingeben, unter der andere sie anrufen.</translation>
    </message>
    <message>
        <source>Enter the number that is to take your calls.</source>
        <translation>Die Nummer eingeben, die die Anrufe annehmen soll.</translation>
    </message>
    <message>
        <source>Enter when you work on these days.</source>
        <translation>Eingeben, wann an diesen Tagen gearbeitet wird.</translation>
    </message>
    <message>
        <source>For example: +49 170 1234567</source>
        <translation>Zum Beispiel: +49 170 1234567</translation>
    </message>
    <message>
        <source>For example: 1003</source>
        <translation>Zum Beispiel: 1003</translation>
    </message>
    <message>
        <source>For example: 1003, +49 170 1234567</source>
        <translation>Zum Beispiel: 1003, +49 170 1234567</translation>
    </message>
    <message>
        <source>For example: 10–14</source>
        <translation>Zum Beispiel: 10–14</translation>
    </message>
    <message>
        <source>For example: summer leave</source>
        <translation>Zum Beispiel: Sommerurlaub</translation>
    </message>
    <message>
        <source>Forget your private mobile number?</source>
        <translation>Die private Mobilnummer vergessen?</translation>
    </message>
    <message>
        <source>Forwarding</source>
        <translation>Weiterleitung</translation>
    </message>
    <message>
        <source>Go on with this call here</source>
        <translation>Diesen Anruf hier fortsetzen</translation>
    </message>
    <message>
        <source>Goes on on your mobile</source>
        <translation>Geht auf dem Mobiltelefon weiter</translation>
    </message>
    <message>
        <source>If you hear each other no more, call again when your account is back.</source>
        <translation>Wenn niemand mehr zu hören ist, noch einmal anrufen, sobald das Konto wieder angemeldet ist.</translation>
    </message>
    <message>
        <source>It &amp;begins to ring</source>
        <translation>Es &amp;beginnt zu klingeln</translation>
    </message>
    <message>
        <source>It does not ring now, as the phone system says.</source>
        <translation>Es klingelt jetzt nicht, laut Telefonanlage.</translation>
    </message>
    <message>
        <source>It does not ring now: these are your quiet hours.</source>
        <translation>Es klingelt jetzt nicht: Es ist Ruhezeit.</translation>
    </message>
    <message>
        <source>It is in this computer&apos;s password store, encrypted. It appears in no log and no history.</source>
        <translation>Sie liegt verschlüsselt im Passwortspeicher dieses Computers und erscheint in keinem Protokoll und keinem Verlauf.</translation>
    </message>
    <message>
        <source>It is known until the program ends. It appears in no log and no history.</source>
        <translation>Sie ist bis zum Ende des Programms bekannt und erscheint in keinem Protokoll und keinem Verlauf.</translation>
    </message>
    <message>
        <source>It is not known how calls are sent to voicemail at this phone system.</source>
        <translation>Es ist nicht bekannt, wie Anrufe an dieser Telefonanlage zur Mailbox geleitet werden.</translation>
    </message>
    <message>
        <source>It is still on your mobile. Try again.</source>
        <translation>Er ist noch auf dem Mobiltelefon. Erneut versuchen.</translation>
    </message>
    <message>
        <source>It is still on your other device. Try again.</source>
        <translation>Er ist noch auf dem anderen Gerät. Erneut versuchen.</translation>
    </message>
    <message>
        <source>It is tried again by itself; until then all stays as it is.</source>
        <translation>Es wird von selbst noch einmal versucht; bis dahin bleibt alles, wie es ist.</translation>
    </message>
    <message>
        <source>It is used until the program ends.</source>
        <translation>Sie gilt, bis das Programm beendet wird.</translation>
    </message>
    <message>
        <source>It rings now, as the phone system says.</source>
        <translation>Es klingelt jetzt mit, laut Telefonanlage.</translation>
    </message>
    <message>
        <source>Its &amp;number</source>
        <translation>Deren &amp;Nummer</translation>
    </message>
    <message>
        <source>Leave it there</source>
        <translation>Dort lassen</translation>
    </message>
    <message>
        <source>Leave, other days, and on-call duty</source>
        <translation>Urlaub, andere Tage und Bereitschaft</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>Mobiltelefon</translation>
    </message>
    <message>
        <source>Mobile: {problem}</source>
        <translation>Mobiltelefon: {problem}</translation>
    </message>
    <message>
        <source>My mobile &amp;rings too</source>
        <translation>Mein Mobiltelefon klingelt &amp;mit</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>No phone system is known.</source>
        <translation>Es ist keine Telefonanlage bekannt.</translation>
    </message>
    <message>
        <source>No public holidays</source>
        <translation>Keine Feiertage</translation>
    </message>
    <message>
        <source>No working times</source>
        <translation>Keine Arbeitszeiten</translation>
    </message>
    <message>
        <source>Nobody answered on your mobile.</source>
        <translation>Am Mobiltelefon hat niemand angenommen.</translation>
    </message>
    <message>
        <source>Nobody took the call on your mobile; its voicemail may have answered.</source>
        <translation>Am Mobiltelefon hat niemand übernommen; vielleicht hat dessen Mailbox angenommen.</translation>
    </message>
    <message>
        <source>Not before your administrator has checked the codes: {kinds}</source>
        <translation>Erst wenn die Administration die Kürzel geprüft hat: {kinds}</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Not known before you are signed in.</source>
        <translation>Vor der Anmeldung nicht bekannt.</translation>
    </message>
    <message>
        <source>Not known; the phone system does not tell.</source>
        <translation>Nicht bekannt; die Telefonanlage gibt keine Auskunft.</translation>
    </message>
    <message>
        <source>Number or name</source>
        <translation>Nummer oder Name</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Off</source>
        <comment>a day without work</comment>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Off work</source>
        <translation>Nicht bei der Arbeit</translation>
    </message>
    <message>
        <source>Off work until {time}</source>
        <translation>Nicht bei der Arbeit bis {time}</translation>
    </message>
    <message>
        <source>Off, as the phone system says.</source>
        <translation>Ausgeschaltet, laut Telefonanlage.</translation>
    </message>
    <message>
        <source>Off: leave, or a day off</source>
        <translation>Frei: Urlaub oder ein freier Tag</translation>
    </message>
    <message>
        <source>On call until {time}: everything comes through</source>
        <translation>Bereitschaft bis {time}: Alles kommt durch</translation>
    </message>
    <message>
        <source>On call: everything comes through</source>
        <translation>Bereitschaft: Alles kommt durch</translation>
    </message>
    <message>
        <source>On your mobile</source>
        <translation>Auf dem Mobiltelefon</translation>
    </message>
    <message>
        <source>On your other device</source>
        <translation>Auf dem anderen Gerät</translation>
    </message>
    <message>
        <source>On, as the phone system says.</source>
        <translation>Eingeschaltet, laut Telefonanlage.</translation>
    </message>
    <message>
        <source>On, set elsewhere</source>
        <translation>Eingeschaltet, aber anderswo</translation>
    </message>
    <message>
        <source>On. It was set elsewhere, and the phone system does not tell where to.</source>
        <translation>Eingeschaltet, aber anderswo; wohin, sagt die Telefonanlage nicht.</translation>
    </message>
    <message>
        <source>Only when 1 is &amp;pressed there does it get the call</source>
        <translation>Es bekommt den Anruf n&amp;ur, wenn dort die 1 gedrückt wird</translation>
    </message>
    <message>
        <source>Or do it once more to go on all the same.</source>
        <translation>Oder es noch einmal tun, dann geschieht es trotzdem.</translation>
    </message>
    <message>
        <source>Other days than usual</source>
        <translation>Andere Tage als sonst</translation>
    </message>
    <message>
        <source>Outside my &amp;working times, calls go elsewhere</source>
        <translation>Außerhalb meiner &amp;Arbeitszeiten gehen Anrufe woandershin</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>Gefundene Personen</translation>
    </message>
    <message>
        <source>Public holidays</source>
        <translation>Feiertage</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Re&amp;gion</source>
        <translation>Re&amp;gion</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>Speic&amp;hern</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Einstellen</translation>
    </message>
    <message>
        <source>Set anyway</source>
        <translation>Trotzdem einstellen</translation>
    </message>
    <message>
        <source>Set it again if it is to be otherwise.</source>
        <translation>Neu einstellen, wenn es anders sein soll.</translation>
    </message>
    <message>
        <source>Set it again; for your mobile, enter its number first.</source>
        <translation>Noch einmal einstellen; für das Mobiltelefon zuerst dessen Nummer eingeben.</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>Should your phone system ring your mobile, too, it goes on doing so: it has no code for switching that off.</source>
        <translation>Falls die Telefonanlage auch das Mobiltelefon klingeln lässt, tut sie das weiterhin: Sie hat keinen Code, um das auszuschalten.</translation>
    </message>
    <message>
        <source>So your mobile&apos;s own voicemail never takes a call.</source>
        <translation>So nimmt die Mailbox des Mobiltelefons nie einen Anruf an.</translation>
    </message>
    <message>
        <source>Such as 8–12, 13–17. What ends before it begins ends on the next day: 22–6.</source>
        <translation>Zum Beispiel 8–12, 13–17. Was endet, bevor es beginnt, endet am nächsten Tag: 22–6.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>T&amp;imes…</source>
        <translation>&amp;Zeiten …</translation>
    </message>
    <message>
        <source>Take it here</source>
        <translation>Hierher holen</translation>
    </message>
    <message>
        <source>Take the call from your mobile</source>
        <translation>Anruf vom Mobiltelefon holen</translation>
    </message>
    <message>
        <source>Take the call from your other device</source>
        <translation>Anruf vom anderen Gerät holen</translation>
    </message>
    <message>
        <source>Take the call with {name} from your mobile</source>
        <translation>Anruf mit {name} vom Mobiltelefon holen</translation>
    </message>
    <message>
        <source>Take the call with {name} from your other device</source>
        <translation>Anruf mit {name} vom anderen Gerät holen</translation>
    </message>
    <message>
        <source>Taking it here…</source>
        <translation>Wird geholt…</translation>
    </message>
    <message>
        <source>The call could not be moved to your mobile.</source>
        <translation>Das Gespräch ließ sich nicht aufs Mobiltelefon geben.</translation>
    </message>
    <message>
        <source>The call could not be taken here.</source>
        <translation>Der Anruf konnte nicht hierher geholt werden.</translation>
    </message>
    <message>
        <source>The call ended before it could be taken here.</source>
        <translation>Der Anruf endete, bevor er hierher geholt werden konnte.</translation>
    </message>
    <message>
        <source>The call ended before it was on your mobile.</source>
        <translation>Das Gespräch endete, bevor es auf dem Mobiltelefon war.</translation>
    </message>
    <message>
        <source>The call is still here.</source>
        <translation>Das Gespräch ist noch hier.</translation>
    </message>
    <message>
        <source>The call was declined on your mobile.</source>
        <translation>Das Gespräch wurde am Mobiltelefon abgelehnt.</translation>
    </message>
    <message>
        <source>The call was not taken on your mobile.</source>
        <translation>Das Gespräch wurde am Mobiltelefon nicht übernommen.</translation>
    </message>
    <message>
        <source>The duty ends before it begins. Choose a later end.</source>
        <translation>Die Bereitschaft endet vor ihrem Beginn. Ein späteres Ende wählen.</translation>
    </message>
    <message>
        <source>The number of your mobile is not known.</source>
        <translation>Die Nummer des Mobiltelefons ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The other side has hung up.</source>
        <translation>Die andere Seite hat aufgelegt.</translation>
    </message>
    <message>
        <source>The other side may see your private mobile number.</source>
        <translation>Die andere Seite sieht vielleicht die private Mobilnummer.</translation>
    </message>
    <message>
        <source>The phone system could not know which of your calls is meant.</source>
        <translation>Die Telefonanlage könnte nicht wissen, welches der Gespräche gemeint ist.</translation>
    </message>
    <message>
        <source>The phone system could not move the call to your mobile.</source>
        <translation>Die Telefonanlage konnte das Gespräch nicht aufs Mobiltelefon geben.</translation>
    </message>
    <message>
        <source>The phone system did not answer.</source>
        <translation>Die Telefonanlage hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>The phone system did not take this.</source>
        <translation>Die Telefonanlage hat das nicht angenommen.</translation>
    </message>
    <message>
        <source>The phone system does not answer, so the call was not moved.</source>
        <translation>Die Telefonanlage antwortet nicht; das Gespräch wurde nicht weitergegeben.</translation>
    </message>
    <message>
        <source>The phone system does not offer this here.</source>
        <translation>Die Telefonanlage bietet das hier nicht an.</translation>
    </message>
    <message>
        <source>The phone system has no way to your mobile.</source>
        <translation>Die Telefonanlage hat keinen Weg zum Mobiltelefon.</translation>
    </message>
    <message>
        <source>The phone system is being told…</source>
        <translation>Es wird der Telefonanlage mitgeteilt …</translation>
    </message>
    <message>
        <source>The phone system is told as soon as you are signed in.</source>
        <translation>Die Telefonanlage erfährt es, sobald das Konto angemeldet ist.</translation>
    </message>
    <message>
        <source>The phone system took this, but shows it otherwise.</source>
        <translation>Die Telefonanlage hat das angenommen, zeigt es aber anders.</translation>
    </message>
    <message>
        <source>The time zone of this computer</source>
        <translation>Die Zeitzone dieses Computers</translation>
    </message>
    <message>
        <source>The whole country</source>
        <translation>Das ganze Land</translation>
    </message>
    <message>
        <source>Then you are told of nothing until work begins.</source>
        <translation>Dann wird bis zum Beginn der Arbeit nichts gemeldet.</translation>
    </message>
    <message>
        <source>Then your mobile does not ring, and you are told of nothing until work begins. After that all is as you had set it before. The phone system is told when work ends, or when this program is closed within the hour before.</source>
        <translation>Dann klingelt das Mobiltelefon nicht, und bis zum Beginn der Arbeit wird nichts gemeldet. Danach ist alles wieder so wie vorher eingestellt. Die Telefonanlage erfährt davon, wenn die Arbeit endet oder wenn dieses Programm in der Stunde davor geschlossen wird.</translation>
    </message>
    <message>
        <source>There is no account to call with.</source>
        <translation>Es gibt kein Konto zum Anrufen.</translation>
    </message>
    <message>
        <source>These are no times. Enter them such as 8–12, 13–17.</source>
        <translation>Das sind keine Zeiten. Eingeben wie 8–12, 13–17.</translation>
    </message>
    <message>
        <source>These are no times. Write them like 8–12, 13–17.</source>
        <translation>Das sind keine Zeiten. So schreiben: 8–12, 13–17.</translation>
    </message>
    <message>
        <source>They come here without a sound</source>
        <translation>Sie kommen hier ohne Ton an</translation>
    </message>
    <message>
        <source>They ring here while this program runs.</source>
        <translation>Sie klingeln hier, solange dieses Programm läuft.</translation>
    </message>
    <message>
        <source>They see: {number}</source>
        <translation>Gesehen wird: {number}</translation>
    </message>
    <message>
        <source>This account is not in use.</source>
        <translation>Dieses Konto wird nicht benutzt.</translation>
    </message>
    <message>
        <source>This account is not your work identity: others see {number}.</source>
        <translation>Dieses Konto ist nicht dienstlich: Andere sehen {number}.</translation>
    </message>
    <message>
        <source>This account shows your private mobile number to others.</source>
        <translation>Dieses Konto zeigt anderen die private Mobilnummer.</translation>
    </message>
    <message>
        <source>This call cannot go to your mobile now.</source>
        <translation>Dieses Gespräch kann jetzt nicht aufs Mobiltelefon.</translation>
    </message>
    <message>
        <source>This cannot be set now.</source>
        <translation>Das kann jetzt nicht eingestellt werden.</translation>
    </message>
    <message>
        <source>This is a code, not a number that can be called.</source>
        <translation>Das ist ein Kürzel und keine Nummer, die angerufen werden kann.</translation>
    </message>
    <message>
        <source>This is a number of your own phone system.</source>
        <translation>Das ist eine Nummer der eigenen Telefonanlage.</translation>
    </message>
    <message>
        <source>This is not the whole number of a mobile.</source>
        <translation>Das ist keine vollständige Mobilnummer.</translation>
    </message>
    <message>
        <source>This is your own number: the call would go round in a circle.</source>
        <translation>Das ist die eigene Nummer: Der Anruf ginge im Kreis.</translation>
    </message>
    <message>
        <source>This phone system does not offer to ring the mobile too.</source>
        <translation>Diese Telefonanlage kann das Mobiltelefon nicht mitklingeln lassen.</translation>
    </message>
    <message>
        <source>This phone system does not offer: {kinds}</source>
        <translation>Diese Telefonanlage bietet nicht an: {kinds}</translation>
    </message>
    <message>
        <source>This phone system offers no forwarding by this program.</source>
        <translation>Diese Telefonanlage bietet keine Weiterleitung durch dieses Programm an.</translation>
    </message>
    <message>
        <source>This time zone is not known. Enter one such as Europe/Berlin.</source>
        <translation>Diese Zeitzone ist nicht bekannt. Eine wie Europe/Berlin eingeben.</translation>
    </message>
    <message>
        <source>This was changed elsewhere in the meantime, and stays so.</source>
        <translation>Das wurde inzwischen anderswo geändert und bleibt so.</translation>
    </message>
    <message>
        <source>Ti&amp;mes</source>
        <translation>&amp;Zeiten</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>&amp;Zeitzone</translation>
    </message>
    <message>
        <source>To a number or colleague…</source>
        <translation>Weiter an Nummer oder Person …</translation>
    </message>
    <message>
        <source>To your mobile: enter its number first</source>
        <translation>Weiter an Mobiltelefon: zuerst dessen Nummer eingeben</translation>
    </message>
    <message>
        <source>To {target}</source>
        <translation>Weiter an: {target}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Try with a &amp;call</source>
        <translation>Mit &amp;Anruf ausprobieren</translation>
    </message>
    <message>
        <source>Unlock the password store and try again, or enter the number anew.</source>
        <translation>Den Passwortspeicher entsperren und es noch einmal versuchen, oder die Nummer neu eingeben.</translation>
    </message>
    <message>
        <source>Unlock the password store, enter the number and forget it once more.</source>
        <translation>Den Passwortspeicher entsperren, die Nummer eingeben und noch einmal vergessen lassen.</translation>
    </message>
    <message>
        <source>Until then callers hear that you are busy, while this program is running.</source>
        <translation>Bis dahin hören Anrufende, dass besetzt ist, solange dieses Programm läuft.</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>Wait until both of you talk, or end the transfer or conference first.</source>
        <translation>Warten, bis beide sprechen, oder zuerst das Vermitteln oder die Konferenz beenden.</translation>
    </message>
    <message>
        <source>When nobody answers</source>
        <translation>Wenn niemand annimmt</translation>
    </message>
    <message>
        <source>When the mobile rings too</source>
        <translation>Wann das Mobiltelefon mitklingelt</translation>
    </message>
    <message>
        <source>Where my calls go</source>
        <translation>Wohin meine Anrufe gehen</translation>
    </message>
    <message>
        <source>Which number they see</source>
        <translation>Welche Nummer gesehen wird</translation>
    </message>
    <message>
        <source>While I am away</source>
        <translation>Während ich abwesend bin</translation>
    </message>
    <message>
        <source>While no phone is signed in</source>
        <translation>Ohne angemeldetes Telefon</translation>
    </message>
    <message>
        <source>While you are busy</source>
        <translation>Bei Besetzt</translation>
    </message>
    <message>
        <source>Whom calls go to</source>
        <translation>An wen Anrufe gehen</translation>
    </message>
    <message>
        <source>With emergency contacts, callers hear that you are busy: your phone system has no code for forwarding only the others.</source>
        <translation>Mit Notfallkontakten hören Anrufende, dass besetzt ist: Die Telefonanlage hat keinen Code, um nur die anderen weiterzuleiten.</translation>
    </message>
    <message>
        <source>Work &amp;longer or less today…</source>
        <translation>Heute &amp;länger oder kürzer…</translation>
    </message>
    <message>
        <source>Work at other times</source>
        <translation>Arbeit zu anderen Zeiten</translation>
    </message>
    <message>
        <source>Work until the &amp;end of the day</source>
        <translation>Bis zum &amp;Ende des Tages arbeiten</translation>
    </message>
    <message>
        <source>Work until {time}</source>
        <translation>Bis {time} arbeiten</translation>
    </message>
    <message>
        <source>Working &amp;times…</source>
        <translation>Arbeits&amp;zeiten…</translation>
    </message>
    <message>
        <source>Your administrator can look at the account&apos;s phone system.</source>
        <translation>Die Administration kann die Telefonanlage des Kontos prüfen.</translation>
    </message>
    <message>
        <source>Your company does not allow calls to be sent there.</source>
        <translation>Das Unternehmen erlaubt nicht, dass Anrufe dorthin geleitet werden.</translation>
    </message>
    <message>
        <source>Your company does not allow that.</source>
        <translation>Das Unternehmen lässt das nicht zu.</translation>
    </message>
    <message>
        <source>Your company does not allow the mobile to ring too.</source>
        <translation>Das Unternehmen erlaubt nicht, dass das Mobiltelefon mitklingelt.</translation>
    </message>
    <message>
        <source>Your company&apos;s directory shows this number to all colleagues. If it is to be private, have your administrator take it out.</source>
        <translation>Das Verzeichnis des Unternehmens zeigt diese Nummer allen Kolleginnen und Kollegen. Soll sie privat sein, die Administration bitten, sie dort herauszunehmen.</translation>
    </message>
    <message>
        <source>Your mobile could not be reached.</source>
        <translation>Das Mobiltelefon war nicht erreichbar.</translation>
    </message>
    <message>
        <source>Your mobile is busy.</source>
        <translation>Das Mobiltelefon ist besetzt.</translation>
    </message>
    <message>
        <source>Your mobile number is not known now. {why}</source>
        <translation>Die Mobilnummer ist gerade nicht bekannt. {why}</translation>
    </message>
    <message>
        <source>Your mobile number is not known.</source>
        <translation>Die Mobilnummer ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Your mobile number is still in the password store. {why}</source>
        <translation>Die Mobilnummer ist noch im Passwortspeicher. {why}</translation>
    </message>
    <message>
        <source>Your mobile number was not saved. {why}</source>
        <translation>Die Mobilnummer wurde nicht gespeichert. {why}</translation>
    </message>
    <message>
        <source>Your mobile rings too</source>
        <translation>Das Mobiltelefon klingelt mit</translation>
    </message>
    <message>
        <source>Your mobile shows: {number}</source>
        <translation>Das Mobiltelefon zeigt: {number}</translation>
    </message>
    <message>
        <source>Your mobile&apos;s voicemail answered.</source>
        <translation>Die Mailbox des Mobiltelefons hat angenommen.</translation>
    </message>
    <message numerus="yes">
        <source>Your mobile&apos;s voicemail answers after about %n second(s).</source>
        <translation>
            <numerusform>Die Mailbox des Mobiltelefons nimmt nach etwa %n Sekunde an.</numerusform>
            <numerusform>Die Mailbox des Mobiltelefons nimmt nach etwa %n Sekunden an.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your private mobile number</source>
        <translation>Private Mobilnummer</translation>
    </message>
    <message>
        <source>Your working times</source>
        <translation>Arbeitszeiten</translation>
    </message>
    <message>
        <source>no number (withheld)</source>
        <translation>keine Nummer (unterdrückt)</translation>
    </message>
    <message>
        <source>nothing: the account is gone</source>
        <translation>nichts: Das Konto gibt es nicht mehr</translation>
    </message>
    <message>
        <source>off</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>perhaps your private number</source>
        <translation>vielleicht die private Nummer</translation>
    </message>
    <message>
        <source>perhaps your private number {number}</source>
        <translation>vielleicht die private Nummer {number}</translation>
    </message>
    <message>
        <source>the caller, or {number}</source>
        <translation>Anrufende, oder {number}</translation>
    </message>
    <message>
        <source>voicemail</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>you set this yourself</source>
        <translation>selbst eingestellt</translation>
    </message>
    <message>
        <source>your mobile</source>
        <translation>Mobiltelefon</translation>
    </message>
    <message>
        <source>{times}: on call</source>
        <translation>{times}: Bereitschaft</translation>
    </message>
</context>
<context>
    <name>pbx_profiles</name>
    <message>
        <source>Answer of the phone server</source>
        <translation>Antwort der Telefonanlage</translation>
    </message>
    <message>
        <source>Ask the phone server what it is and what it offers</source>
        <translation>Die Telefonanlage fragen, was sie ist und was sie bietet</translation>
    </message>
    <message>
        <source>Asking the phone server…</source>
        <translation>Die Telefonanlage wird gefragt …</translation>
    </message>
    <message>
        <source>Calls go to the mobile: {ways}</source>
        <translation>Anrufe gelangen aufs Mobiltelefon: {ways}</translation>
    </message>
    <message>
        <source>Check the address and the server, then ask again.</source>
        <translation>Adresse und Server prüfen, dann noch einmal fragen.</translation>
    </message>
    <message>
        <source>Correct it: {reason}. Until then nothing is dialled for this phone system.</source>
        <translation>Bitte berichtigen: {reason}. Bis dahin wird für diese Telefonanlage nichts gewählt.</translation>
    </message>
    <message>
        <source>Correct it: {remedy}.</source>
        <translation>Bitte berichtigen: {remedy}.</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Enter the password that is right to learn what it offers.</source>
        <translation>Mit dem richtigen Passwort sagt sie, was sie bietet.</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>Herausfinden</translation>
    </message>
    <message>
        <source>Forward all calls</source>
        <translation>Alle Anrufe umleiten</translation>
    </message>
    <message>
        <source>Forward to voicemail</source>
        <translation>Auf die Mailbox umleiten</translation>
    </message>
    <message>
        <source>Forward unanswered calls</source>
        <translation>Umleiten, wenn niemand abnimmt</translation>
    </message>
    <message>
        <source>Forward when busy</source>
        <translation>Umleiten, wenn besetzt ist</translation>
    </message>
    <message>
        <source>Forward when no phone is signed in</source>
        <translation>Umleiten, wenn kein Telefon angemeldet ist</translation>
    </message>
    <message>
        <source>Hand a call over without a gap</source>
        <translation>Gespräche ohne Lücke übergeben</translation>
    </message>
    <message>
        <source>Hand a call to the mobile</source>
        <translation>Gespräch aufs Mobiltelefon geben</translation>
    </message>
    <message>
        <source>Have a key pressed at the mobile</source>
        <translation>Am Mobiltelefon eine Taste verlangen</translation>
    </message>
    <message>
        <source>It seems to be this phone system: {name}.</source>
        <translation>Es scheint diese Telefonanlage zu sein: {name}.</translation>
    </message>
    <message>
        <source>Lamps of colleagues</source>
        <translation>Lampen der Kollegen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Messages waiting in the mailbox</source>
        <translation>Wartende Nachrichten in der Mailbox</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No code is sure enough to be dialled by itself.</source>
        <translation>Kein Code ist sicher genug, um von selbst gewählt zu werden.</translation>
    </message>
    <message>
        <source>No phone system is known by that name. Choose yours if you know it; else leave it.</source>
        <translation>Unter diesem Namen ist keine Telefonanlage bekannt. Wenn bekannt ist, welche es ist, hier wählen; sonst so lassen.</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Nicht gesagt</translation>
    </message>
    <message>
        <source>Not sure, and therefore off</source>
        <translation>Nicht sicher und deshalb aus</translation>
    </message>
    <message>
        <source>Nothing of this kind is set up for you there.</source>
        <translation>Dort ist nichts dergleichen eingerichtet.</translation>
    </message>
    <message>
        <source>Other phone system</source>
        <translation>Andere Telefonanlage</translation>
    </message>
    <message>
        <source>Own devices that are signed in</source>
        <translation>Eigene angemeldete Geräte</translation>
    </message>
    <message>
        <source>Park a call</source>
        <translation>Anruf parken</translation>
    </message>
    <message>
        <source>Phone system</source>
        <translation>Telefonanlage</translation>
    </message>
    <message>
        <source>Pick up a call of the group</source>
        <translation>Anruf der Gruppe heranholen</translation>
    </message>
    <message>
        <source>Pick up a colleague&apos;s call</source>
        <translation>Anruf eines Kollegen heranholen</translation>
    </message>
    <message>
        <source>Practice phone system (lab)</source>
        <translation>Übungs-Telefonanlage</translation>
    </message>
    <message>
        <source>Presence of colleagues</source>
        <translation>Anwesenheit der Kollegen</translation>
    </message>
    <message>
        <source>Press Test: it shows at which step the way to the server ends.</source>
        <translation>„Prüfen“ zeigt, an welchem Schritt der Weg zur Telefonanlage endet.</translation>
    </message>
    <message>
        <source>Ring the mobile later</source>
        <translation>Das Mobiltelefon später klingeln lassen</translation>
    </message>
    <message>
        <source>Ring the mobile, too</source>
        <translation>Auch das Mobiltelefon klingeln lassen</translation>
    </message>
    <message>
        <source>Servers named by the domain (SRV)</source>
        <translation>Server, die die Domain nennt (SRV)</translation>
    </message>
    <message>
        <source>Servers named by the domain (SRV): {transports}</source>
        <translation>Server, die die Domain nennt (SRV): {transports}</translation>
    </message>
    <message>
        <source>Take a call from the mobile</source>
        <translation>Gespräch vom Mobiltelefon holen</translation>
    </message>
    <message>
        <source>Tell others your status (as it says itself)</source>
        <translation>Anderen den Status zeigen (nach eigener Angabe)</translation>
    </message>
    <message>
        <source>That fits the phone system that is chosen: {name}.</source>
        <translation>Das passt zur gewählten Telefonanlage: {name}.</translation>
    </message>
    <message>
        <source>The file of a phone system cannot be used: {file}</source>
        <translation>Die Datei einer Telefonanlage ist nicht verwendbar: {file}</translation>
    </message>
    <message>
        <source>The phone server could not be found.</source>
        <translation>Die Telefonanlage wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The phone server {server} calls itself “{name}”.</source>
        <translation>Die Telefonanlage {server} nennt sich „{name}“.</translation>
    </message>
    <message>
        <source>The phone server {server} does not say what it is.</source>
        <translation>Die Telefonanlage {server} sagt nicht, was sie ist.</translation>
    </message>
    <message>
        <source>The phone server {server} gave no answer.</source>
        <translation>Die Telefonanlage {server} hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>This is {name}: use its &amp;codes</source>
        <translation>Das ist {name}: die passenden &amp;Codes verwenden</translation>
    </message>
    <message>
        <source>Transfer calls</source>
        <translation>Anrufe vermitteln</translation>
    </message>
    <message>
        <source>Use {name}</source>
        <translation>{name} verwenden</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>What it offers</source>
        <translation>Was sie bietet</translation>
    </message>
    <message>
        <source>What {name} offers</source>
        <translation>Was {name} bietet</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>Your administrator can check these codes and switch them on in a file.</source>
        <translation>Die Administration kann diese Codes prüfen und in einer Datei einschalten.</translation>
    </message>
    <message>
        <source>Your phone server seems to be {name}. With its codes, voicemail, forwarding and your mobile can be used.</source>
        <translation>Die Telefonanlage scheint {name} zu sein. Mit ihren Codes sind Mailbox, Weiterleitung und das Mobiltelefon nutzbar.</translation>
    </message>
    <message>
        <source>[number]</source>
        <translation>[Nummer]</translation>
    </message>
    <message>
        <source>a number alone is no code</source>
        <translation>eine Nummer allein ist kein Code</translation>
    </message>
    <message>
        <source>by a call to the mobile that is confirmed there</source>
        <translation>durch einen Anruf aufs Mobiltelefon, der dort bestätigt wird</translation>
    </message>
    <message>
        <source>by code</source>
        <translation>mit einem Code</translation>
    </message>
    <message>
        <source>by sending the caller on</source>
        <translation>durch Weiterschicken des Anrufers</translation>
    </message>
    <message>
        <source>it is too big</source>
        <translation>sie ist zu groß</translation>
    </message>
    <message>
        <source>it stands under [codes] already; take one out</source>
        <translation>steht schon unter [codes]; eines davon herausnehmen</translation>
    </message>
    <message>
        <source>no number is dialled with it; take {number} out</source>
        <translation>damit wird keine Nummer gewählt; {number} herausnehmen</translation>
    </message>
    <message>
        <source>take it out, or write one of: {names}</source>
        <translation>herausnehmen oder eines davon schreiben: {names}</translation>
    </message>
    <message>
        <source>to the own other devices</source>
        <translation>auf die eigenen anderen Geräte</translation>
    </message>
    <message>
        <source>write a list of regular expressions, as [&apos;^Asterisk PBX&apos;]</source>
        <translation>eine Liste regulärer Ausdrücke schreiben, wie [&apos;^Asterisk PBX&apos;]</translation>
    </message>
    <message>
        <source>write a list of these: {names}</source>
        <translation>eine Liste hieraus schreiben: {names}</translation>
    </message>
    <message>
        <source>write digits, * and # only, at most 24</source>
        <translation>nur Ziffern, * und # schreiben, höchstens 24</translation>
    </message>
    <message>
        <source>write it as a part of its own: [{name}]</source>
        <translation>als eigenen Abschnitt schreiben: [{name}]</translation>
    </message>
    <message>
        <source>write one of these: {names}</source>
        <translation>eines davon schreiben: {names}</translation>
    </message>
    <message>
        <source>write seconds, at most 120</source>
        <translation>Sekunden schreiben, höchstens 120</translation>
    </message>
    <message>
        <source>write the code in quotation marks, as &quot;*97&quot;</source>
        <translation>den Code in Anführungszeichen schreiben, wie &quot;*97&quot;</translation>
    </message>
    <message>
        <source>write the name in quotation marks, at most 60 characters</source>
        <translation>den Namen in Anführungszeichen schreiben, höchstens 60 Zeichen</translation>
    </message>
    <message>
        <source>write the name under which people know the system</source>
        <translation>den Namen schreiben, unter dem die Anlage bekannt ist</translation>
    </message>
    <message>
        <source>write the number in quotation marks, as &quot;*78{extension}&quot;</source>
        <translation>die Nummer in Anführungszeichen schreiben, wie &quot;*78{extension}&quot;</translation>
    </message>
    <message>
        <source>write the numbers in quotation marks, as &quot;701-720&quot;</source>
        <translation>die Nummern in Anführungszeichen schreiben, wie &quot;701-720&quot;</translation>
    </message>
    <message>
        <source>write true or false</source>
        <translation>true oder false schreiben</translation>
    </message>
    <message>
        <source>{code}, from the phone system</source>
        <translation>{code}, von der Telefonanlage</translation>
    </message>
    <message>
        <source>{extension} has to stand for the own number, as &quot;*78{extension}&quot;</source>
        <translation>{extension} muss für die eigene Nummer stehen, wie &quot;*78{extension}&quot;</translation>
    </message>
    <message>
        <source>{name} (not known here)</source>
        <translation>{name} (hier nicht bekannt)</translation>
    </message>
    <message>
        <source>{number} has to stand where the number is dialled, as &quot;*72{number}&quot;</source>
        <translation>{number} muss stehen, wo die Nummer gewählt wird, wie &quot;*72{number}&quot;</translation>
    </message>
    <message>
        <source>{other} has the same code; correct one of the two</source>
        <translation>{other} hat denselben Code; einen von beiden berichtigen</translation>
    </message>
    <message>
        <source>{pattern} is not a regular expression ({reason})</source>
        <translation>{pattern} ist kein regulärer Ausdruck ({reason})</translation>
    </message>
    <message>
        <source>“{key}” in the file of a phone system cannot be used: {file}</source>
        <translation>„{key}“ in der Datei einer Telefonanlage ist nicht verwendbar: {file}</translation>
    </message>
    <message>
        <source>“{key}” in the file of a phone system cannot be used: {file}, line {line}</source>
        <translation>„{key}“ in der Datei einer Telefonanlage ist nicht verwendbar: {file}, Zeile {line}</translation>
    </message>
</context>
<context>
    <name>presence</name>
    <message>
        <source>&amp;Add a favourite…</source>
        <translation>Favorit &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Ask here before transferring</source>
        <translation>Vor dem Vermitteln hier &amp;rückfragen</translation>
    </message>
    <message>
        <source>&amp;At</source>
        <translation>Zeitpun&amp;kt</translation>
    </message>
    <message>
        <source>&amp;Available</source>
        <translation>&amp;Verfügbar</translation>
    </message>
    <message>
        <source>&amp;Busy</source>
        <translation>&amp;Beschäftigt</translation>
    </message>
    <message>
        <source>&amp;Call {name}</source>
        <translation>{name} &amp;anrufen</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>Aus&amp;wählen…</translation>
    </message>
    <message>
        <source>&amp;Do not disturb</source>
        <translation>Bitte &amp;nicht stören</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;End of this status</source>
        <translation>&amp;Ende dieses Status</translation>
    </message>
    <message>
        <source>&amp;Ends</source>
        <translation>&amp;Ende</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>&amp;Note and end…</source>
        <translation>Noti&amp;z und Ende…</translation>
    </message>
    <message>
        <source>&amp;Out of office</source>
        <translation>Außer &amp;Haus</translation>
    </message>
    <message>
        <source>&amp;Pick up the ringing call</source>
        <translation>Klingelnden Anruf &amp;heranholen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Remove from favourites</source>
        <translation>Aus den Favoriten &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Festlegen</translation>
    </message>
    <message>
        <source>&amp;Transfer the call here</source>
        <translation>Anruf hierher &amp;vermitteln</translation>
    </message>
    <message>
        <source>&amp;When I change it</source>
        <translation>Bis ich ihn än&amp;dere</translation>
    </message>
    <message>
        <source>A&amp;utomatic</source>
        <translation>A&amp;utomatisch</translation>
    </message>
    <message>
        <source>A&amp;way</source>
        <translation>&amp;Abwesend</translation>
    </message>
    <message>
        <source>Add a favourite</source>
        <translation>Favorit hinzufügen</translation>
    </message>
    <message>
        <source>Add it again.</source>
        <translation>Neu hinzufügen.</translation>
    </message>
    <message>
        <source>Add the people whom you call often: you see whether they are free, and call them by a click.</source>
        <translation>Häufig angerufene Personen hinzufügen: So ist zu sehen, ob sie frei sind, und ein Klick ruft sie an.</translation>
    </message>
    <message>
        <source>Also signed in on another device</source>
        <translation>Auch auf einem anderen Gerät angemeldet</translation>
    </message>
    <message>
        <source>Also signed in on {count} other devices</source>
        <translation>Auch auf {count} anderen Geräten angemeldet</translation>
    </message>
    <message>
        <source>Also signed in: {names}</source>
        <translation>Auch angemeldet: {names}</translation>
    </message>
    <message>
        <source>Appear o&amp;ffline</source>
        <translation>Als &amp;offline erscheinen</translation>
    </message>
    <message>
        <source>Ask your administrator whether there is a presence server.</source>
        <translation>Bei der Administration nachfragen, ob es einen Presence-Server gibt.</translation>
    </message>
    <message>
        <source>At a time of my choice</source>
        <translation>Zu einem gewählten Zeitpunkt</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Call on hold on {device}</source>
        <translation>Anruf gehalten auf {device}</translation>
    </message>
    <message>
        <source>Call with {name} on hold on {device}</source>
        <translation>Anruf mit {name} gehalten auf {device}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change the favourite</source>
        <translation>Favorit ändern</translation>
    </message>
    <message>
        <source>Colleagues cannot see your status.</source>
        <translation>Andere können den eigenen Status nicht sehen.</translation>
    </message>
    <message>
        <source>Colleagues do not see your status at the moment.</source>
        <translation>Andere sehen den eigenen Status zurzeit nicht.</translation>
    </message>
    <message>
        <source>Do not disturb could not be switched at your phone server.</source>
        <translation>„Bitte nicht stören“ konnte an der Telefonanlage nicht geschaltet werden.</translation>
    </message>
    <message>
        <source>Enter a number or an address such as 1002@example.com.</source>
        <translation>Eine Nummer oder eine Adresse wie 1002@example.com eingeben.</translation>
    </message>
    <message>
        <source>Enter calls, Ctrl with an arrow moves the lamp</source>
        <translation>Eingabetaste ruft an, Strg mit Pfeiltaste verschiebt die Lampe</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Filter favourites</source>
        <translation>Favoriten filtern</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>Für 1 Stunde</translation>
    </message>
    <message>
        <source>For 30 minutes</source>
        <translation>Für 30 Minuten</translation>
    </message>
    <message>
        <source>From your calls, and from whether the computer is used</source>
        <translation>Aus den eigenen Anrufen, und ob der Computer benutzt wird</translation>
    </message>
    <message>
        <source>In a call on {device}</source>
        <translation>Im Gespräch auf {device}</translation>
    </message>
    <message>
        <source>In a call with {name} on {device}</source>
        <translation>Im Gespräch mit {name} auf {device}</translation>
    </message>
    <message>
        <source>In {count} calls on other devices</source>
        <translation>In {count} Gesprächen auf anderen Geräten</translation>
    </message>
    <message>
        <source>In {count} calls on other devices ({names})</source>
        <translation>In {count} Gesprächen auf anderen Geräten ({names})</translation>
    </message>
    <message>
        <source>It is sent again by itself.</source>
        <translation>Er wird von selbst erneut gesendet.</translation>
    </message>
    <message>
        <source>It is tried again by itself; until then callers are treated as before.</source>
        <translation>Es wird von selbst erneut versucht; bis dahin werden Anrufe wie bisher behandelt.</translation>
    </message>
    <message>
        <source>N&amp;umber</source>
        <translation>N&amp;ummer</translation>
    </message>
    <message>
        <source>No activity since {time}.</source>
        <translation>Keine Aktivität seit {time}.</translation>
    </message>
    <message>
        <source>No favourite matches</source>
        <translation>Kein Favorit passt</translation>
    </message>
    <message>
        <source>No favourites yet</source>
        <translation>Noch keine Favoriten</translation>
    </message>
    <message>
        <source>No group</source>
        <translation>Ohne Gruppe</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Not connected: nobody sees your status before an account is signed in.</source>
        <translation>Nicht verbunden: Niemand sieht den Status, bevor ein Konto angemeldet ist.</translation>
    </message>
    <message>
        <source>Of your status, only do not disturb reaches your phone server.</source>
        <translation>Vom eigenen Status erreicht nur „Bitte nicht stören“ die Telefonanlage.</translation>
    </message>
    <message>
        <source>Off work until {time}.</source>
        <translation>Nicht bei der Arbeit bis {time}.</translation>
    </message>
    <message>
        <source>Others see it beside your status.</source>
        <translation>Andere sehen sie neben dem Status.</translation>
    </message>
    <message>
        <source>Remove {name} from your favourites?</source>
        <translation>{name} aus den Favoriten entfernen?</translation>
    </message>
    <message>
        <source>S&amp;tatus</source>
        <translation>S&amp;tatus</translation>
    </message>
    <message>
        <source>Set your status</source>
        <translation>Eigenen Status festlegen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Show large lamps</source>
        <translation>Große Lampen zeigen</translation>
    </message>
    <message>
        <source>Show small lamps</source>
        <translation>Kleine Lampen zeigen</translation>
    </message>
    <message>
        <source>Such as: in the workshop, back at two</source>
        <translation>Zum Beispiel: in der Werkstatt, um zwei zurück</translation>
    </message>
    <message>
        <source>Tell me when &amp;free</source>
        <translation>Bei &amp;Frei melden</translation>
    </message>
    <message>
        <source>The computer is not being used.</source>
        <translation>Der Computer wird nicht benutzt.</translation>
    </message>
    <message>
        <source>The lamp and its place are gone; you can add the person again.</source>
        <translation>Die Lampe und ihr Platz sind dann weg; die Person kann wieder hinzugefügt werden.</translation>
    </message>
    <message>
        <source>The screen is locked.</source>
        <translation>Der Bildschirm ist gesperrt.</translation>
    </message>
    <message>
        <source>This favourite does not exist any more.</source>
        <translation>Diesen Favoriten gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>This favourite has no number.</source>
        <translation>Dieser Favorit hat keine Nummer.</translation>
    </message>
    <message>
        <source>This time has passed. Choose a later one.</source>
        <translation>Dieser Zeitpunkt ist vorbei. Einen späteren wählen.</translation>
    </message>
    <message>
        <source>Until the end of the day</source>
        <translation>Bis zum Ende des Tages</translation>
    </message>
    <message>
        <source>Until {time}</source>
        <translation>Bis {time}</translation>
    </message>
    <message>
        <source>When I change it</source>
        <translation>Bis ich ihn ändere</translation>
    </message>
    <message>
        <source>Whose lamp is shown. Empty: follows from the number.</source>
        <translation>Wessen Lampe gezeigt wird. Leer: ergibt sich aus der Nummer.</translation>
    </message>
    <message>
        <source>You are in a call on another device.</source>
        <translation>Im Gespräch auf einem anderen Gerät.</translation>
    </message>
    <message>
        <source>You are in a call.</source>
        <translation>Im Gespräch.</translation>
    </message>
    <message>
        <source>You are off work.</source>
        <translation>Nicht bei der Arbeit.</translation>
    </message>
    <message>
        <source>You set this yourself.</source>
        <translation>Selbst festgelegt.</translation>
    </message>
    <message>
        <source>You wanted to be told.</source>
        <translation>Die Meldung war gewünscht.</translation>
    </message>
    <message>
        <source>Your phone server does not take it; ask your administrator whether there is a presence server.</source>
        <translation>Die Telefonanlage nimmt ihn nicht an; bei der Administration nachfragen, ob es einen Presence-Server gibt.</translation>
    </message>
    <message>
        <source>Your status: {state}</source>
        <translation>Eigener Status: {state}</translation>
    </message>
    <message>
        <source>another device</source>
        <translation>einem anderen Gerät</translation>
    </message>
    <message>
        <source>call from {name}</source>
        <translation>Anruf von {name}</translation>
    </message>
    <message>
        <source>called by {name}</source>
        <translation>angerufen von {name}</translation>
    </message>
    <message>
        <source>has called {name}</source>
        <translation>hat {name} angerufen</translation>
    </message>
    <message>
        <source>incoming call</source>
        <translation>eingehender Anruf</translation>
    </message>
    <message>
        <source>no news since {time}</source>
        <translation>nichts Neues seit {time}</translation>
    </message>
    <message>
        <source>outgoing call</source>
        <translation>ausgehender Anruf</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>bis {time}</translation>
    </message>
    <message>
        <source>with {name}</source>
        <translation>mit {name}</translation>
    </message>
    <message>
        <source>{available} of {count} available</source>
        <translation>{available} von {count} verfügbar</translation>
    </message>
    <message>
        <source>{count} calls</source>
        <translation>{count} Anrufe</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>{name} is free</source>
        <translation>{name} ist frei</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message numerus="yes">
        <source>%n certificate(s) trusted on purpose.</source>
        <translation>
            <numerusform>%n absichtlich vertrautes Zertifikat.</numerusform>
            <numerusform>%n absichtlich vertraute Zertifikate.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Area code</source>
        <translation>&amp;Ortsvorwahl</translation>
    </message>
    <message>
        <source>&amp;Away after</source>
        <translation>&amp;Abwesend nach</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Back to the defaults</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Base</source>
        <translation>&amp;Basis</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Digits of extensions</source>
        <translation>Stellen der &amp;Durchwahl</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Filter for people</source>
        <translation>F&amp;ilter für Personen</translation>
    </message>
    <message>
        <source>&amp;Keep the phone running when the window is closed</source>
        <translation>Telefon &amp;weiterlaufen lassen, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>Ar&amp;t</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>Mehr Ein&amp;stellungen</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>&amp;Pick-up code</source>
        <translation>&amp;Heranholcode</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>Ent&amp;fernen…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>Ser&amp;ver</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>Prüf&amp;en</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>Nach o&amp;ben</translation>
    </message>
    <message>
        <source>389 for StartTLS and 636 for LDAPS, as a rule.</source>
        <translation>In der Regel 389 für StartTLS und 636 für LDAPS.</translation>
    </message>
    <message>
        <source>A code for the phone server; it stays as it is</source>
        <translation>Ein Code für die Telefonanlage; er bleibt, wie er ist</translation>
    </message>
    <message>
        <source>A notification of the desktop</source>
        <translation>Benachrichtigung des Desktops</translation>
    </message>
    <message>
        <source>A rule has digits, * and # only, and a + in front if it needs one.</source>
        <translation>Eine Regel hat nur Ziffern, * und #, und wenn nötig ein + am Anfang.</translation>
    </message>
    <message>
        <source>A second caller rings while you are talking; otherwise they hear busy and you see a missed call.</source>
        <translation>Ein zweiter Anruf klingelt während eines Gesprächs; sonst hört der Anrufer „besetzt“, und es bleibt ein verpasster Anruf.</translation>
    </message>
    <message>
        <source>A window of its own</source>
        <translation>Eigenes Fenster</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Active Directory</source>
        <translation>Active Directory</translation>
    </message>
    <message>
        <source>Add a ru&amp;le</source>
        <translation>Regel hinzufü&amp;gen</translation>
    </message>
    <message>
        <source>After how many seconds without keyboard and mouse you are away; 0 for never.</source>
        <translation>Nach wie vielen Sekunden ohne Tastatur und Maus der Status „Abwesend“ ist; 0 für nie.</translation>
    </message>
    <message>
        <source>All of this page back to the defaults…</source>
        <translation>Diese Seite auf Standardwerte zurücksetzen…</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>An emergency number; it goes out as it is, with any account that works</source>
        <translation>Eine Notrufnummer; sie geht hinaus, wie sie ist, mit jedem Konto, das funktioniert</translation>
    </message>
    <message>
        <source>Answer intercom calls by themselves</source>
        <translation>Gegensprechanrufe von selbst annehmen</translation>
    </message>
    <message>
        <source>Answer these callers by themselves</source>
        <translation>Diese Anrufer von selbst annehmen</translation>
    </message>
    <message>
        <source>Answers the call that rings, whichever program you are in, such as Ctrl+Alt+A; empty for none.</source>
        <translation>Nimmt in jedem Programm den klingelnden Anruf an, zum Beispiel Ctrl+Alt+A; leer für keins.</translation>
    </message>
    <message>
        <source>Anybody in the network can read your password and what you look for. Use this for tests only.</source>
        <translation>Jeder im Netz kann das Passwort und die Suchen mitlesen. Nur für Tests verwenden.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Arrival of messages</source>
        <translation>Ankunft von Nachrichten</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Ask for write access to {folder}; until then changes last until the program ends.</source>
        <translation>Schreibrecht für {folder} erbitten; bis dahin gelten Änderungen, bis das Programm beendet wird.</translation>
    </message>
    <message>
        <source>Ask the other side&apos;s program to say when a message has arrived: never, known where it is known to understand that, always with every colleague.</source>
        <translation>Das Programm der Gegenseite bitten, die Ankunft einer Nachricht zu melden: never nie, known wo es das bekanntlich versteht, always bei allen im Unternehmen.</translation>
    </message>
    <message>
        <source>Attrib&amp;ute names</source>
        <translation>Attribut&amp;namen</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>Zurück zum Standard</translation>
    </message>
    <message>
        <source>Back to the defaults?</source>
        <translation>Auf Standardwerte zurücksetzen?</translation>
    </message>
    <message>
        <source>Before numbers outside of the company.</source>
        <translation>Vor Nummern außerhalb der Firma.</translation>
    </message>
    <message>
        <source>Before the number of a colleague whose telephone rings.</source>
        <translation>Vor der Nummer der Person, deren Telefon klingelt.</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Brings the window up, ready to dial, whichever program you are in; empty for none.</source>
        <translation>Holt in jedem Programm das Fenster nach vorn, bereit zum Wählen; leer für keins.</translation>
    </message>
    <message>
        <source>Buttons of the headset</source>
        <translation>Tasten des Headsets</translation>
    </message>
    <message>
        <source>C&amp;ountry</source>
        <translation>&amp;Land</translation>
    </message>
    <message>
        <source>Call waiting</source>
        <translation>Anklopfen</translation>
    </message>
    <message>
        <source>Callers who ring at any time.</source>
        <translation>Anrufende, die jederzeit klingeln.</translation>
    </message>
    <message>
        <source>Callers whose calls are answered by themselves after a warning tone.</source>
        <translation>Anrufer, deren Anrufe nach einem Warnton von selbst angenommen werden.</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Calls are always encrypted; otherwise there is no call.</source>
        <translation>Anrufe sind immer verschlüsselt, sonst gibt es keinen Anruf.</translation>
    </message>
    <message>
        <source>Calls are encrypted when the other side can.</source>
        <translation>Anrufe sind verschlüsselt, wenn die Gegenseite es kann.</translation>
    </message>
    <message>
        <source>Calls are not encrypted.</source>
        <translation>Anrufe sind nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>Calls that ask for it, such as announcements and intercom, are answered by themselves after a warning tone.</source>
        <translation>Anrufe, die darum bitten, wie Durchsagen und Gegensprechen, werden nach einem Warnton von selbst angenommen.</translation>
    </message>
    <message>
        <source>Change the setting again in a moment.</source>
        <translation>Die Einstellung in einem Moment noch einmal ändern.</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Check that {folder} can be used; until then changes last until the program ends.</source>
        <translation>Prüfen, ob {folder} verwendbar ist; bis dahin gelten Änderungen, bis das Programm beendet wird.</translation>
    </message>
    <message>
        <source>Check the base, the kind and the filter, and whether this sign-in name may see people.</source>
        <translation>Basis, Art und Filter prüfen, und ob dieser Anmeldename Personen sehen darf.</translation>
    </message>
    <message>
        <source>Closing the window keeps the phone running, so that calls still arrive.</source>
        <translation>Beim Schließen des Fensters läuft das Telefon weiter, damit Anrufe noch ankommen.</translation>
    </message>
    <message>
        <source>Code for a parking slot</source>
        <translation>Code für einen Parkplatz</translation>
    </message>
    <message>
        <source>Code for group pick-up</source>
        <translation>Code zum Heranholen aus der Gruppe</translation>
    </message>
    <message>
        <source>Colleagues watched one by one</source>
        <translation>Einzeln beobachtete Personen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Company &amp;number</source>
        <translation>&amp;Firmennummer</translation>
    </message>
    <message>
        <source>Connectio&amp;n</source>
        <translation>Verbind&amp;ung</translation>
    </message>
    <message>
        <source>Continues the call on your mobile, whichever program you are in; empty for none.</source>
        <translation>Führt das Gespräch auf dem Mobiltelefon weiter, in jedem Programm; leer für keine.</translation>
    </message>
    <message>
        <source>Days off, leave, and days on which you work other times than usual.</source>
        <translation>Freie Tage, Urlaub und Tage, an denen zu anderen Zeiten gearbeitet wird.</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Dialled as {number}</source>
        <translation>Gewählt wird {number}</translation>
    </message>
    <message>
        <source>Dialled for ou&amp;tside</source>
        <translation>Am&amp;tskennziffer</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Ziffern</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>Do&amp;wn</source>
        <translation>Nach u&amp;nten</translation>
    </message>
    <message>
        <source>Domains of work accounts</source>
        <translation>Domains dienstlicher Konten</translation>
    </message>
    <message>
        <source>Emergency numbers</source>
        <translation>Notrufnummern</translation>
    </message>
    <message>
        <source>Encrypted (LDAPS)</source>
        <translation>Verschlüsselt (LDAPS)</translation>
    </message>
    <message>
        <source>Encrypted (StartTLS)</source>
        <translation>Verschlüsselt (StartTLS)</translation>
    </message>
    <message>
        <source>Encryption, certificates and the way to the server belong to each account.</source>
        <translation>Verschlüsselung, Zertifikate und der Weg zum Server gehören zu jedem Konto.</translation>
    </message>
    <message>
        <source>Ends the call, or declines the one that rings, whichever program you are in; empty for none.</source>
        <translation>Beendet in jedem Programm den Anruf oder lehnt den klingelnden ab; leer für keins.</translation>
    </message>
    <message>
        <source>Enter it to sign in.</source>
        <translation>Zum Anmelden eingeben.</translation>
    </message>
    <message>
        <source>Everything that you have set on this page is forgotten.</source>
        <translation>Alles, was auf dieser Seite eingestellt wurde, geht verloren.</translation>
    </message>
    <message>
        <source>Everything works: people are found.</source>
        <translation>Alles funktioniert: Personen werden gefunden.</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>Durchwahl</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>Fax number</source>
        <translation>Faxnummer</translation>
    </message>
    <message>
        <source>Fetching people: {done} of {total}</source>
        <translation>Personen werden abgerufen: {done} von {total}</translation>
    </message>
    <message>
        <source>Fetching people: {done} so far</source>
        <translation>Personen werden abgerufen: bisher {done}</translation>
    </message>
    <message>
        <source>Few&amp;er settings</source>
        <translation>Weniger Ein&amp;stellungen</translation>
    </message>
    <message>
        <source>Folder for recordings</source>
        <translation>Ordner für Aufnahmen</translation>
    </message>
    <message>
        <source>Format of recordings</source>
        <translation>Format der Aufnahmen</translation>
    </message>
    <message>
        <source>Free some space and change the setting again; the settings saved before are unharmed.</source>
        <translation>Platz schaffen und die Einstellung noch einmal ändern; die bisher gespeicherten sind unversehrt.</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Headsets that you have chosen before, last chosen first; used when the chosen one is not there.</source>
        <translation>Bisher gewählte Headsets, das letzte zuerst; verwendet, wenn das gewählte nicht da ist.</translation>
    </message>
    <message>
        <source>Hint when you speak while muted</source>
        <translation>Hinweis beim Sprechen mit ausgeschaltetem Mikrofon</translation>
    </message>
    <message>
        <source>Home number</source>
        <translation>Private Nummer</translation>
    </message>
    <message>
        <source>How an incoming call is shown: a window of its own, a notification of the desktop, or whichever works better.</source>
        <translation>Wie ein eingehender Anruf gezeigt wird: eigenes Fenster, Benachrichtigung des Desktops oder was besser funktioniert.</translation>
    </message>
    <message>
        <source>How far the first set-up has come.</source>
        <translation>Wie weit die erste Einrichtung gekommen ist.</translation>
    </message>
    <message>
        <source>How it is known that a person is there: what picks up may be the mobile&apos;s voicemail.</source>
        <translation>Woran zu erkennen ist, dass dort jemand ist: Annehmen kann auch die Mailbox des Mobiltelefons.</translation>
    </message>
    <message>
        <source>How large favourites are shown.</source>
        <translation>Wie groß Favoriten gezeigt werden.</translation>
    </message>
    <message>
        <source>How loud a second caller is heard in your ear while you talk, from 0, not at all, to 1.</source>
        <translation>Wie laut ein zweiter Anrufer während eines Gesprächs im Ohr zu hören ist, von 0, gar nicht, bis 1.</translation>
    </message>
    <message>
        <source>How loud it rings, from 0 to 1.</source>
        <translation>Wie laut es klingelt, von 0 bis 1.</translation>
    </message>
    <message>
        <source>How many colleagues who are in no list of the server are watched at once.</source>
        <translation>Wie viele Personen, die in keiner Liste des Servers stehen, gleichzeitig beobachtet werden.</translation>
    </message>
    <message>
        <source>How many digits extensions have, such as 3 and 4; empty for up to five.</source>
        <translation>Wie viele Stellen Durchwahlen haben, zum Beispiel 3 und 4; leer für bis zu fünf.</translation>
    </message>
    <message>
        <source>How many seconds an answer has to last before the call moves to the mobile, where no key is asked for.</source>
        <translation>Wie viele Sekunden nach dem Annehmen das Gespräch aufs Mobiltelefon geht, wo keine Taste verlangt wird.</translation>
    </message>
    <message>
        <source>How many seconds the mobile rings at the most; 0 for shorter than its voicemail waits, as far as that is known.</source>
        <translation>Wie viele Sekunden das Mobiltelefon höchstens klingelt; 0 für kürzer, als dessen Mailbox wartet, soweit das bekannt ist.</translation>
    </message>
    <message>
        <source>How many seconds there are to press 1 on the mobile before the call stays here.</source>
        <translation>Wie viele Sekunden Zeit ist, am Mobiltelefon die 1 zu drücken; danach bleibt das Gespräch hier.</translation>
    </message>
    <message>
        <source>How recordings are kept: wav, which everything plays, or opus, which takes a tenth of the room.</source>
        <translation>Wie Aufnahmen gespeichert werden: wav, das überall abspielbar ist, oder opus, das ein Zehntel des Platzes braucht.</translation>
    </message>
    <message>
        <source>Incoming calls</source>
        <translation>Eingehende Anrufe</translation>
    </message>
    <message>
        <source>Is dialled as</source>
        <translation>Wird gewählt als</translation>
    </message>
    <message>
        <source>It is made soon after the directory was set up, and found also without a network.</source>
        <translation>Sie entsteht bald nach dem Einrichten des Verzeichnisses und hilft auch ohne Netz.</translation>
    </message>
    <message>
        <source>Its settings, its password and the copy on this computer are deleted. Your contacts stay.</source>
        <translation>Seine Einstellungen, sein Passwort und die Kopie auf diesem Computer werden gelöscht. Die eigenen Kontakte bleiben.</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Keep a caller until the one whom he is transferred to has answered, so that he comes back from a number that is busy or does not answer. Otherwise the phone server sends him on at once, and mostly lets go of him.</source>
        <translation>Anrufer behalten, bis das Ziel des Vermittelns angenommen hat, damit sie von einer besetzten oder nicht antwortenden Nummer zurückkommen. Sonst schickt die Telefonanlage sie sofort weiter und lässt sie meist los.</translation>
    </message>
    <message>
        <source>Keeps the other side from hearing themselves out of your speaker.</source>
        <translation>Verhindert, dass die Gegenseite sich selbst aus dem Lautsprecher hört.</translation>
    </message>
    <message>
        <source>Keeps your voice at an even loudness.</source>
        <translation>Hält die eigene Stimme gleichmäßig laut.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Last complete: {time}.</source>
        <translation>Zuletzt vollständig: {time}.</translation>
    </message>
    <message>
        <source>Lasting id</source>
        <translation>Dauerhafte Kennung</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Microphone off at first</source>
        <translation>Mikrofon zunächst aus</translation>
    </message>
    <message>
        <source>Minutes, from 5 to 10080.</source>
        <translation>Minuten, von 5 bis 10080.</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>Mobilnummer</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Network and security</source>
        <translation>Netzwerk und Sicherheit</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Never asked for</source>
        <translation>Nie erbeten</translation>
    </message>
    <message>
        <source>Nobody (anonymous)</source>
        <translation>Niemand (anonym)</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Not known more closely; it is compared by its last digits</source>
        <translation>Nicht näher bekannt; verglichen werden die letzten Ziffern</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht festgelegt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Number for parking</source>
        <translation>Nummer zum Parken</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Rufnummern</translation>
    </message>
    <message>
        <source>Numbers that are called as they are, with any account that is signed in, whichever is chosen. Those of the country that you have set are known.</source>
        <translation>Nummern, die unverändert und mit jedem angemeldeten Konto angerufen werden, welches auch gewählt ist. Die des eingestellten Landes sind bekannt.</translation>
    </message>
    <message>
        <source>Of numbers that are written without one.</source>
        <translation>Für Nummern, die ohne Vorwahl geschrieben sind.</translation>
    </message>
    <message>
        <source>Only certificates that you trusted on purpose are taken.</source>
        <translation>Nur absichtlich vertraute Zertifikate werden angenommen.</translation>
    </message>
    <message>
        <source>OpenLDAP and others</source>
        <translation>OpenLDAP und andere</translation>
    </message>
    <message>
        <source>Opus, which takes a tenth of the room</source>
        <translation>Opus, braucht ein Zehntel des Platzes</translation>
    </message>
    <message>
        <source>Other number</source>
        <translation>Sonstige Nummer</translation>
    </message>
    <message>
        <source>Others may see it</source>
        <translation>Andere dürfen sie sehen</translation>
    </message>
    <message>
        <source>Others never see it</source>
        <translation>Andere sehen sie nie</translation>
    </message>
    <message>
        <source>Otherwise it is not used, and lost.</source>
        <translation>Sonst wird es nicht verwendet und geht verloren.</translation>
    </message>
    <message>
        <source>Outside your working times calls go elsewhere, and nothing rings or tells you anything.</source>
        <translation>Außerhalb der Arbeitszeiten gehen Anrufe woandershin, nichts klingelt, und nichts wird gemeldet.</translation>
    </message>
    <message>
        <source>Own attribute names</source>
        <translation>Eigene Attributnamen</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>P&amp;ort</translation>
    </message>
    <message>
        <source>Parking slots</source>
        <translation>Parkplätze</translation>
    </message>
    <message>
        <source>People per pa&amp;ge</source>
        <translation>Pe&amp;rsonen je Seite</translation>
    </message>
    <message>
        <source>Pick-up code</source>
        <translation>Heranholcode</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Progress of the local copy</source>
        <translation>Fortschritt der lokalen Kopie</translation>
    </message>
    <message>
        <source>Reading of messages</source>
        <translation>Lesen von Nachrichten</translation>
    </message>
    <message>
        <source>Recording calls</source>
        <translation>Gespräche aufnehmen</translation>
    </message>
    <message>
        <source>Refres&amp;h now</source>
        <translation>&amp;Jetzt aktualisieren</translation>
    </message>
    <message>
        <source>Refresh ever&amp;y</source>
        <translation>Aktualisieren a&amp;lle</translation>
    </message>
    <message>
        <source>Remember the pass&amp;word in this computer&apos;s password store</source>
        <translation>Passwort im Passwortspeicher dieses Computers &amp;merken</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>Entfe&amp;rnen</translation>
    </message>
    <message>
        <source>Remove the company directory?</source>
        <translation>Das Firmenverzeichnis entfernen?</translation>
    </message>
    <message>
        <source>Removes steady noise such as fans and keyboards from your voice.</source>
        <translation>Entfernt stetige Geräusche wie Lüfter und Tastatur aus der eigenen Stimme.</translation>
    </message>
    <message>
        <source>Repair or remove {file}, then start the program again.</source>
        <translation>{file} reparieren oder entfernen, dann das Programm neu starten.</translation>
    </message>
    <message>
        <source>Rule {number}: what begins with {start}</source>
        <translation>Regel {number}: was mit {start} beginnt</translation>
    </message>
    <message>
        <source>Rules for dialling</source>
        <translation>Wählregeln</translation>
    </message>
    <message>
        <source>S&amp;ign-in name</source>
        <translation>&amp;Anmeldename</translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation>SIP-Adresse</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>Speic&amp;hern</translation>
    </message>
    <message>
        <source>Save what you entered on the page {page}?</source>
        <translation>Die Eingaben auf der Seite {page} speichern?</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Seconds an answer has to last</source>
        <translation>Sekunden bis zur Übergabe nach dem Annehmen</translation>
    </message>
    <message>
        <source>Seconds the mobile rings</source>
        <translation>Sekunden, die das Mobiltelefon klingelt</translation>
    </message>
    <message>
        <source>Seconds to press 1 on the mobile</source>
        <translation>Sekunden, um am Mobiltelefon die 1 zu drücken</translation>
    </message>
    <message>
        <source>Separated by commas; empty for up to 5.</source>
        <translation>Durch Kommas getrennt; leer für bis zu 5.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings pages</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Softphone speaks English when you start it again.</source>
        <translation>Softphone spricht Deutsch, sobald es neu gestartet wird.</translation>
    </message>
    <message>
        <source>Softphone starts when you log in, hidden in the tray, so that no call is missed.</source>
        <translation>Softphone startet beim Anmelden am Computer, verborgen in der Taskleiste, damit kein Anruf verloren geht.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Sound formats in order of preference; those that are not named are not used.</source>
        <translation>Audioformate, bevorzugte zuerst; nicht genannte werden nicht verwendet.</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>Such as (objectClass=person).</source>
        <translation>Zum Beispiel (objectClass=person).</translation>
    </message>
    <message>
        <source>Such as cn=reader,dc=example,dc=com.</source>
        <translation>Zum Beispiel cn=reader,dc=example,dc=com.</translation>
    </message>
    <message>
        <source>Switches the microphone off or on, whichever program you are in; empty for none.</source>
        <translation>Schaltet in jedem Programm das Mikrofon aus oder ein; leer für keins.</translation>
    </message>
    <message>
        <source>Takes the call here that you have on your mobile or another device; empty for none.</source>
        <translation>Holt den Anruf vom Mobiltelefon oder einem anderen Gerät hierher; leer für keine.</translation>
    </message>
    <message>
        <source>Tell others that you are typing, and see when they are.</source>
        <translation>Anderen zeigen, dass gerade geschrieben wird, und sehen, wann sie schreiben.</translation>
    </message>
    <message>
        <source>Tell others when you have read their messages, and see when they have read yours.</source>
        <translation>Anderen melden, wann ihre Nachrichten gelesen wurden, und sehen, wann sie die eigenen gelesen haben.</translation>
    </message>
    <message>
        <source>Test of the directory</source>
        <translation>Prüfung des Verzeichnisses</translation>
    </message>
    <message>
        <source>The account that calls go out from; empty for the first that is ready.</source>
        <translation>Das Konto, von dem Anrufe ausgehen; leer für das erste, das bereit ist.</translation>
    </message>
    <message>
        <source>The accounts of your phone identity. Passwords are kept elsewhere.</source>
        <translation>Die eigenen Telefonkonten. Passwörter werden anderswo aufbewahrt.</translation>
    </message>
    <message>
        <source>The accounts whose mobile does not ring until work begins.</source>
        <translation>Die Konten, deren Mobiltelefon nicht klingelt, bis die Arbeit beginnt.</translation>
    </message>
    <message>
        <source>The accounts whose mobile number the password store keeps.</source>
        <translation>Die Konten, deren Mobilnummer der Passwortspeicher hat.</translation>
    </message>
    <message>
        <source>The accounts whose phone server was told do not disturb.</source>
        <translation>Die Konten, deren Telefonanlage „Bitte nicht stören“ gemeldet wurde.</translation>
    </message>
    <message>
        <source>The area code of numbers that are written without one, such as 030.</source>
        <translation>Die Ortsvorwahl für Nummern, die ohne eine geschrieben sind, zum Beispiel 030.</translation>
    </message>
    <message>
        <source>The buttons of a headset answer, end and mute calls, and its lamps follow.</source>
        <translation>Die Tasten eines Headsets nehmen an, legen auf und schalten stumm, und seine Lämpchen folgen.</translation>
    </message>
    <message>
        <source>The colours of the window.</source>
        <translation>Die Farben des Fensters.</translation>
    </message>
    <message>
        <source>The company&apos;s own number without the extension, such as +49 30 1234; it begins with +.</source>
        <translation>Die Nummer der Firma ohne Durchwahl, zum Beispiel +49 30 1234; sie beginnt mit +.</translation>
    </message>
    <message>
        <source>The connection to the server is encrypted (TLS).</source>
        <translation>Die Verbindung zum Server ist verschlüsselt (TLS).</translation>
    </message>
    <message>
        <source>The connection to the server is not encrypted ({transport}).</source>
        <translation>Die Verbindung zum Server ist nicht verschlüsselt ({transport}).</translation>
    </message>
    <message>
        <source>The country whose way of writing numbers is meant, such as DE; empty when it does not matter.</source>
        <translation>Das Land, nach dessen Schreibweise Nummern gemeint sind, zum Beispiel DE; leer, wenn es keine Rolle spielt.</translation>
    </message>
    <message>
        <source>The default is used instead; the file was not changed.</source>
        <translation>Stattdessen gilt der Standard; die Datei wurde nicht geändert.</translation>
    </message>
    <message>
        <source>The device that rings for incoming calls; empty for the system&apos;s.</source>
        <translation>Das Gerät, über das eingehende Anrufe klingeln; leer für das des Systems.</translation>
    </message>
    <message>
        <source>The directory answers, but shows nobody.</source>
        <translation>Das Verzeichnis antwortet, zeigt aber niemanden.</translation>
    </message>
    <message>
        <source>The directory of your company. Its password is kept elsewhere.</source>
        <translation>Das Verzeichnis der Firma. Sein Passwort wird anderswo aufbewahrt.</translation>
    </message>
    <message>
        <source>The domains of work accounts; calls with others count as private. Empty when all are for work.</source>
        <translation>Die Domains dienstlicher Konten; Anrufe mit anderen gelten als privat. Leer, wenn alle dienstlich sind.</translation>
    </message>
    <message>
        <source>The first rule that fits is used: such as +49 30, dialled as 0 030. Emergency numbers are never changed.</source>
        <translation>Verwendet wird die erste passende Regel, zum Beispiel +49 30, gewählt als 0 030. Notrufnummern werden nie verändert.</translation>
    </message>
    <message>
        <source>The folder for recordings; empty for the program&apos;s own.</source>
        <translation>Der Ordner für Aufnahmen; leer für den des Programms.</translation>
    </message>
    <message>
        <source>The holidays of the chosen place.</source>
        <translation>Die Feiertage des gewählten Ortes.</translation>
    </message>
    <message>
        <source>The language of the program.</source>
        <translation>Die Sprache des Programms.</translation>
    </message>
    <message>
        <source>The mailbox of your voicemail. Its password is kept elsewhere.</source>
        <translation>Die eigene Mailbox. Ihr Passwort wird anderswo aufbewahrt.</translation>
    </message>
    <message>
        <source>The microphone stays off when a call was answered by itself, until you switch it on.</source>
        <translation>Wurde ein Anruf von selbst angenommen, bleibt das Mikrofon aus, bis es eingeschaltet wird.</translation>
    </message>
    <message>
        <source>The microphone; empty for the system&apos;s.</source>
        <translation>Das Mikrofon; leer für das des Systems.</translation>
    </message>
    <message>
        <source>The number that takes calls outside your working times, such as a colleague or the reception.</source>
        <translation>Die Nummer, die Anrufe außerhalb der Arbeitszeiten annimmt, etwa im Kollegium oder am Empfang.</translation>
    </message>
    <message>
        <source>The numbers of the slots for parked calls, such as 701-720; empty when there are none.</source>
        <translation>Die Nummern der Parkplätze für Anrufe, zum Beispiel 701-720; leer, wenn es keine gibt.</translation>
    </message>
    <message>
        <source>The old file was kept as {file}; accounts can be copied from there.</source>
        <translation>Die alte Datei wurde als {file} aufbewahrt; Konten können von dort kopiert werden.</translation>
    </message>
    <message>
        <source>The part of the directory where people are.</source>
        <translation>Der Teil des Verzeichnisses, in dem Personen stehen.</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>Das Passwort fehlt.</translation>
    </message>
    <message>
        <source>The people of your company, found as you type and named when they call. A copy on this computer is kept up to date, so that they are found without a network too.</source>
        <translation>Die Personen der Firma: beim Tippen gefunden, bei Anrufen mit Namen gezeigt. Eine Kopie auf diesem Computer bleibt aktuell, damit sie auch ohne Netz gefunden werden.</translation>
    </message>
    <message>
        <source>The people whom you want to see and reach at once.</source>
        <translation>Die Personen, die sofort sichtbar und erreichbar sein sollen.</translation>
    </message>
    <message>
        <source>The program&apos;s own folder</source>
        <translation>Eigener Ordner des Programms</translation>
    </message>
    <message>
        <source>The ringtone: default, none, or the path of a WAV file.</source>
        <translation>Der Klingelton: default, none oder der Pfad einer WAV-Datei.</translation>
    </message>
    <message>
        <source>The setting “{key}” in your settings file has a value that is not possible.</source>
        <translation>Die Einstellung „{key}“ in der Einstellungsdatei hat einen unmöglichen Wert.</translation>
    </message>
    <message>
        <source>The speaker or headset; empty for the system&apos;s.</source>
        <translation>Der Lautsprecher oder das Headset; leer für das Gerät des Systems.</translation>
    </message>
    <message>
        <source>The status that you chose, with a note and until when it holds.</source>
        <translation>Der selbst festgelegte Status, mit Notiz und bis wann er gilt.</translation>
    </message>
    <message>
        <source>The time zone of your working times, such as Europe/Berlin; empty for the computer&apos;s.</source>
        <translation>Die Zeitzone der Arbeitszeiten, wie Europe/Berlin; leer für die des Computers.</translation>
    </message>
    <message>
        <source>There is no local copy yet.</source>
        <translation>Es gibt noch keine lokale Kopie.</translation>
    </message>
    <message>
        <source>These values are not possible here.</source>
        <translation>Diese Werte sind hier nicht möglich.</translation>
    </message>
    <message>
        <source>They stay in use until the program ends; try again.</source>
        <translation>Sie gelten, bis das Programm beendet wird; noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This value is not possible here.</source>
        <translation>Dieser Wert ist hier nicht möglich.</translation>
    </message>
    <message>
        <source>Tone while recording</source>
        <translation>Ton während der Aufnahme</translation>
    </message>
    <message>
        <source>Tr&amp;y a number</source>
        <translation>N&amp;ummer ausprobieren</translation>
    </message>
    <message>
        <source>Transfer only when it is answered</source>
        <translation>Erst nach dem Annehmen vermitteln</translation>
    </message>
    <message>
        <source>Trusted certific&amp;ates</source>
        <translation>Vertraute &amp;Zertifikate</translation>
    </message>
    <message>
        <source>Try the directory step by step without saving it</source>
        <translation>Das Verzeichnis Schritt für Schritt prüfen, ohne es zu speichern</translation>
    </message>
    <message>
        <source>Typing of messages</source>
        <translation>Schreiben von Nachrichten</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Understood as the extension {number}</source>
        <translation>Verstanden als Durchwahl {number}</translation>
    </message>
    <message>
        <source>Understood as {number}</source>
        <translation>Verstanden als {number}</translation>
    </message>
    <message>
        <source>Use this &amp;directory</source>
        <translation>Dieses Verzeichnis ver&amp;wenden</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>WAV, which everything plays</source>
        <translation>WAV, überall abspielbar</translation>
    </message>
    <message>
        <source>Warn before others see it</source>
        <translation>Warnen, bevor andere sie sehen</translation>
    </message>
    <message>
        <source>What happens before others would see your private mobile number.</source>
        <translation>Was geschieht, bevor andere die private Mobilnummer sehen würden.</translation>
    </message>
    <message>
        <source>What happens before others would see your private mobile number: allow, warn says so first, block does not let it happen.</source>
        <translation>Was geschieht, bevor andere die private Mobilnummer sehen würden: allow lässt es zu, warn sagt es vorher, block verhindert es.</translation>
    </message>
    <message>
        <source>What is dialled before a colleague&apos;s number to pick up the call that rings there, such as *8; empty for nothing.</source>
        <translation>Was vor der Nummer einer Person gewählt wird, um den dort klingelnden Anruf heranzuholen, zum Beispiel *8; leer für nichts.</translation>
    </message>
    <message>
        <source>What is dialled before numbers outside of the company, such as 0; empty for nothing.</source>
        <translation>Was vor Nummern außerhalb der Firma gewählt wird, zum Beispiel 0; leer für nichts.</translation>
    </message>
    <message>
        <source>What is dialled instead of numbers that begin in a certain way.</source>
        <translation>Was anstelle von Nummern gewählt wird, die auf bestimmte Weise beginnen.</translation>
    </message>
    <message>
        <source>What is dialled to pick up a call that rings anywhere in your group, such as *8; empty for nothing.</source>
        <translation>Was gewählt wird, um einen Anruf heranzuholen, der irgendwo in der Gruppe klingelt, zum Beispiel *8; leer für nichts.</translation>
    </message>
    <message>
        <source>What is put back at the phone server when work begins.</source>
        <translation>Was an der Telefonanlage zurückgestellt wird, wenn die Arbeit beginnt.</translation>
    </message>
    <message>
        <source>What new recordings are kept as.</source>
        <translation>Wie neue Aufnahmen gespeichert werden.</translation>
    </message>
    <message>
        <source>What stands before a slot&apos;s number when a call is transferred to park it there, such as *5; empty when the server chooses the slot.</source>
        <translation>Was vor der Nummer eines Parkplatzes steht, wenn ein Anruf dorthin vermittelt wird, zum Beispiel *5; leer, wenn die Anlage den Platz wählt.</translation>
    </message>
    <message>
        <source>What tells that a person has taken the call on the mobile: key, 1 is pressed there, or answer, which cannot always tell a person from the mobile&apos;s voicemail.</source>
        <translation>Woran zu erkennen ist, dass jemand am Mobiltelefon übernommen hat: key, dort wird die 1 gedrückt, oder answer, was einen Menschen nicht immer von der Mailbox des Mobiltelefons unterscheidet.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>When 1 is pressed there</source>
        <translation>Wenn dort die 1 gedrückt wird</translation>
    </message>
    <message>
        <source>When it is answered</source>
        <translation>Wenn es angenommen wird</translation>
    </message>
    <message>
        <source>When you are on call, so that everything comes through.</source>
        <translation>Wann Bereitschaft ist, sodass alles durchkommt.</translation>
    </message>
    <message>
        <source>When you ask for it</source>
        <translation>Auf Wunsch</translation>
    </message>
    <message>
        <source>When you work, by day of the week.</source>
        <translation>Wann gearbeitet wird, nach Wochentag.</translation>
    </message>
    <message>
        <source>Where calls are transferred to park them in a slot of the server&apos;s choice, such as 700; empty for nothing.</source>
        <translation>Wohin Anrufe vermittelt werden, um sie auf einem von der Anlage gewählten Platz zu parken, zum Beispiel 700; leer für nichts.</translation>
    </message>
    <message>
        <source>Where calls go outside your working times: voicemail, a number, or silent: they are only shown.</source>
        <translation>Wohin Anrufe außerhalb der Arbeitszeiten gehen: voicemail (Mailbox), number (eine Nummer) oder silent (sie werden nur angezeigt).</translation>
    </message>
    <message>
        <source>Where calls go, as this program set it at the phone system.</source>
        <translation>Wohin Anrufe gehen, wie es dieses Programm an der Telefonanlage eingestellt hat.</translation>
    </message>
    <message>
        <source>Where it is understood</source>
        <translation>Wo es verstanden wird</translation>
    </message>
    <message>
        <source>Where the window was, to open it there again.</source>
        <translation>Wo das Fenster war, um es dort wieder zu öffnen.</translation>
    </message>
    <message>
        <source>Whether calls are recorded: off, on_demand when you ask for it, always for each call.</source>
        <translation>Ob Gespräche aufgenommen werden: nie (off), auf Wunsch (on_demand) oder immer (always).</translation>
    </message>
    <message>
        <source>Whether the other side&apos;s program is asked to say when a message has arrived.</source>
        <translation>Ob das Programm der Gegenseite melden soll, wann eine Nachricht angekommen ist.</translation>
    </message>
    <message>
        <source>Whether you work for now, whatever the week.</source>
        <translation>Ob gerade gearbeitet wird, unabhängig von der Woche.</translation>
    </message>
    <message>
        <source>Whichever works better</source>
        <translation>Was besser funktioniert</translation>
    </message>
    <message>
        <source>While a call is recorded, both sides hear a short tone every 15 seconds.</source>
        <translation>Während der Aufnahme hören beide Seiten alle 15 Sekunden einen kurzen Ton.</translation>
    </message>
    <message>
        <source>While a call is recorded, its card shows it.</source>
        <translation>Während einer Aufnahme ist sie im Gespräch zu sehen.</translation>
    </message>
    <message>
        <source>Whose public holidays you have off, such as DE or DE-BY; empty for none.</source>
        <translation>Wessen Feiertage frei sind, wie DE oder DE-BY; leer für keine.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>With every colleague</source>
        <translation>Bei allen im Unternehmen</translation>
    </message>
    <message>
        <source>With these, callers are named and lamps are found however a number is written.</source>
        <translation>Damit werden Anrufer mit Namen gezeigt und Lampen gefunden, wie eine Nummer auch geschrieben ist.</translation>
    </message>
    <message>
        <source>Without keyboard and mouse.</source>
        <translation>Ohne Tastatur und Maus.</translation>
    </message>
    <message>
        <source>Without the extension; begins with +.</source>
        <translation>Ohne Durchwahl; beginnt mit +.</translation>
    </message>
    <message>
        <source>Work number</source>
        <translation>Dienstnummer</translation>
    </message>
    <message>
        <source>You are told when you speak while your microphone is off in the call.</source>
        <translation>Beim Sprechen mit ausgeschaltetem Mikrofon kommt ein Hinweis.</translation>
    </message>
    <message>
        <source>You were told where calls that are answered by themselves are switched on.</source>
        <translation>Es wurde gesagt, wo von selbst angenommene Anrufe eingeschaltet werden.</translation>
    </message>
    <message>
        <source>Your administrator has set this.</source>
        <translation>Von der Administration vorgegeben.</translation>
    </message>
    <message>
        <source>Your mobile takes a call</source>
        <translation>Das Mobiltelefon übernimmt ein Gespräch</translation>
    </message>
    <message>
        <source>Your private number</source>
        <translation>Private Nummer</translation>
    </message>
    <message>
        <source>Your settings could not be saved because another softphone is saving its own.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden, weil ein anderes Softphone gerade seine speichert.</translation>
    </message>
    <message>
        <source>Your settings could not be saved because the disk is full.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden, weil der Datenträger voll ist.</translation>
    </message>
    <message>
        <source>Your settings could not be saved because their folder cannot be written.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden, weil ihr Ordner nicht beschreibbar ist.</translation>
    </message>
    <message>
        <source>Your settings could not be saved.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Your settings file cannot be read, so the program starts with its defaults and will not save.</source>
        <translation>Die Einstellungsdatei ist nicht lesbar; das Programm startet mit Standardwerten und speichert nichts.</translation>
    </message>
    <message>
        <source>Your settings file cannot be read, so the program starts with its defaults.</source>
        <translation>Die Einstellungsdatei ist nicht lesbar; das Programm startet mit Standardwerten.</translation>
    </message>
    <message>
        <source>Your settings file is damaged, so the program starts with its defaults.</source>
        <translation>Die Einstellungsdatei ist beschädigt; das Programm startet mit Standardwerten.</translation>
    </message>
    <message>
        <source>Your status</source>
        <translation>Eigener Status</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>{count} people are on this computer.</source>
        <translation>{count} Personen sind auf diesem Computer.</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} s</translation>
    </message>
</context>
<context>
    <name>voicemail</name>
    <message numerus="yes">
        <source>%n message(s) deleted.</source>
        <translation>
            <numerusform>%n Nachricht gelöscht.</numerusform>
            <numerusform>%n Nachrichten gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neue</numerusform>
            <numerusform>%n neue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new voice message(s)</source>
        <translation>
            <numerusform>%n neue Sprachnachricht</numerusform>
            <numerusform>%n neue Sprachnachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n voice message(s) are there.</source>
        <translation>
            <numerusform>%n Sprachnachricht ist da.</numerusform>
            <numerusform>%n Sprachnachrichten sind da.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Call</source>
        <translation>&amp;Anrufen</translation>
    </message>
    <message>
        <source>&amp;Call {name}</source>
        <translation>{name} &amp;anrufen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>O&amp;rdner</translation>
    </message>
    <message>
        <source>&amp;Greeting</source>
        <translation>An&amp;sage</translation>
    </message>
    <message>
        <source>&amp;Listen</source>
        <translation>An&amp;hören</translation>
    </message>
    <message>
        <source>&amp;PIN of the mailbox</source>
        <translation>&amp;PIN der Mailbox</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>Ab&amp;spielen</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Save as a file…</source>
        <translation>Als &amp;Datei speichern…</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>Ser&amp;ver</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>R&amp;ückgängig</translation>
    </message>
    <message>
        <source>&amp;Use it</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message numerus="yes">
        <source>, %n urgent</source>
        <translation>
            <numerusform>, %n dringend</numerusform>
            <numerusform>, %n dringend</numerusform>
        </translation>
    </message>
    <message>
        <source>993 for IMAPS and 143 for StartTLS, as a rule.</source>
        <translation>In der Regel 993 für IMAPS und 143 für StartTLS.</translation>
    </message>
    <message>
        <source>A file of trusted certificates cannot be read.</source>
        <translation>Eine Datei mit vertrauten Zertifikaten ist nicht lesbar.</translation>
    </message>
    <message>
        <source>A greeting cannot be recorded during a call.</source>
        <translation>Während eines Anrufs lässt sich keine Ansage aufnehmen.</translation>
    </message>
    <message>
        <source>A message cannot be played during a call.</source>
        <translation>Während eines Anrufs kann keine Nachricht abgespielt werden.</translation>
    </message>
    <message>
        <source>Add another mailbox</source>
        <translation>Weitere Mailbox</translation>
    </message>
    <message>
        <source>C&amp;opy the number</source>
        <translation>Nummer &amp;kopieren</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Zurückrufen</translation>
    </message>
    <message>
        <source>Call the mailbox</source>
        <translation>Mailbox anrufen</translation>
    </message>
    <message>
        <source>Call your mailbox to hear it, or delete it.</source>
        <translation>Zum Anhören die Mailbox anrufen, oder die Nachricht löschen.</translation>
    </message>
    <message>
        <source>Callers hear your new greeting.</source>
        <translation>Anrufer hören die neue Ansage.</translation>
    </message>
    <message>
        <source>Calling the mailbox…</source>
        <translation>Die Mailbox wird angerufen…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Check its name in the settings, and whether you need to be in the company network or VPN.</source>
        <translation>Den Namen in den Einstellungen prüfen, und ob dafür das Firmennetz oder ein VPN nötig ist.</translation>
    </message>
    <message>
        <source>Check port and connection in the settings: IMAPS usually has port 993, StartTLS 143.</source>
        <translation>Port und Verbindung in den Einstellungen prüfen: IMAPS hat meist den Port 993, StartTLS 143.</translation>
    </message>
    <message>
        <source>Check that there is room on the disk, then try again.</source>
        <translation>Prüfen, ob auf dem Datenträger Platz ist, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Check that {folder} exists and can be written, or choose another place.</source>
        <translation>Prüfen, ob es {folder} gibt und er beschreibbar ist, oder einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Check the PIN, then try again.</source>
        <translation>PIN prüfen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Check the folder in the settings; it is INBOX as a rule.</source>
        <translation>Den Ordner in den Einstellungen prüfen; in der Regel ist es INBOX.</translation>
    </message>
    <message>
        <source>Check the number of the mailbox in the settings of the account.</source>
        <translation>Nummer der Mailbox in den Einstellungen des Kontos prüfen.</translation>
    </message>
    <message>
        <source>Check the port in the settings; the server may also be restarting.</source>
        <translation>Den Port in den Einstellungen prüfen; vielleicht startet der Server auch gerade neu.</translation>
    </message>
    <message>
        <source>Check your network or VPN connection.</source>
        <translation>Netzwerk- oder VPN-Verbindung prüfen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Connectio&amp;n</source>
        <translation>Verbind&amp;ung</translation>
    </message>
    <message>
        <source>Copy as a &amp;file</source>
        <translation>Als Datei &amp;kopieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Encrypted (IMAPS)</source>
        <translation>Verschlüsselt (IMAPS)</translation>
    </message>
    <message>
        <source>Encrypted (StartTLS)</source>
        <translation>Verschlüsselt (StartTLS)</translation>
    </message>
    <message>
        <source>End the call first.</source>
        <translation>Zuerst den Anruf beenden.</translation>
    </message>
    <message>
        <source>End the call, then play it.</source>
        <translation>Den Anruf beenden, dann abspielen.</translation>
    </message>
    <message>
        <source>Enter it in the settings of the account, for example *97.</source>
        <translation>In den Einstellungen des Kontos eingeben, zum Beispiel *97.</translation>
    </message>
    <message>
        <source>Enter it in the settings of voicemail.</source>
        <translation>In den Einstellungen der Mailbox eingeben.</translation>
    </message>
    <message>
        <source>Enter it like mail.example.com.</source>
        <translation>Eingabe wie mail.example.com.</translation>
    </message>
    <message>
        <source>Enter its server and your user name in the settings.</source>
        <translation>Den Server und den Benutzernamen in den Einstellungen eingeben.</translation>
    </message>
    <message>
        <source>Enter plays and pauses, Left and Right skip, Delete removes</source>
        <translation>Eingabetaste spielt ab und hält an, Links und Rechts springen, Entf löscht</translation>
    </message>
    <message>
        <source>Enter the mailbox of your voicemail to see, play and save its messages.</source>
        <translation>Die eigene Mailbox einrichten, um ihre Nachrichten zu sehen, abzuspielen und zu speichern.</translation>
    </message>
    <message>
        <source>Enter the name that your administrator gave you.</source>
        <translation>Den von der Administration mitgeteilten Namen eingeben.</translation>
    </message>
    <message>
        <source>Enter them again in the settings. They were tried once only.</source>
        <translation>In den Einstellungen noch einmal eingeben. Sie wurden nur einmal versucht.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>Alles funktioniert.</translation>
    </message>
    <message>
        <source>For example: 1001</source>
        <translation>Zum Beispiel: 1001</translation>
    </message>
    <message>
        <source>For example: Sales team</source>
        <translation>Zum Beispiel: Vertrieb</translation>
    </message>
    <message>
        <source>Hear messages by telephone</source>
        <translation>Nachrichten am Telefon anhören</translation>
    </message>
    <message>
        <source>Hear your messages here</source>
        <translation>Nachrichten hier anhören</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Angehört</translation>
    </message>
    <message>
        <source>Hold to call the mailbox</source>
        <translation>Gedrückt halten, um die Mailbox anzurufen</translation>
    </message>
    <message>
        <source>If it lasts, tell your administrator.</source>
        <translation>Wenn es anhält, der Administration melden.</translation>
    </message>
    <message>
        <source>It is fetched as soon as the connection is back.</source>
        <translation>Sie wird abgerufen, sobald die Verbindung wieder da ist.</translation>
    </message>
    <message>
        <source>It is tried again by itself. What is kept on this computer can be heard meanwhile.</source>
        <translation>Es wird von selbst erneut versucht. Was auf diesem Computer liegt, kann inzwischen angehört werden.</translation>
    </message>
    <message>
        <source>It is used until the program ends.</source>
        <translation>Es gilt, bis das Programm beendet wird.</translation>
    </message>
    <message>
        <source>Its settings, its password and the key of the copies on this computer are deleted. The messages stay at the server.</source>
        <translation>Ihre Einstellungen, ihr Passwort und der Schlüssel der Kopien auf diesem Computer werden gelöscht. Die Nachrichten bleiben auf dem Server.</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>Mark as &amp;heard</source>
        <translation>Als an&amp;gehört markieren</translation>
    </message>
    <message>
        <source>Mark as &amp;new</source>
        <translation>Als &amp;neu markieren</translation>
    </message>
    <message>
        <source>Message from {name}</source>
        <translation>Nachricht von {name}</translation>
    </message>
    <message>
        <source>Nam&amp;e</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New mailbox</source>
        <translation>Neue Mailbox</translation>
    </message>
    <message>
        <source>New voice message</source>
        <translation>Neue Sprachnachricht</translation>
    </message>
    <message>
        <source>New voice message from {name}</source>
        <translation>Neue Sprachnachricht von {name}</translation>
    </message>
    <message>
        <source>No mailbox is set up.</source>
        <translation>Es ist keine Mailbox eingerichtet.</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Keine Nachrichten</translation>
    </message>
    <message>
        <source>No messages are kept on this computer</source>
        <translation>Auf diesem Computer liegen keine Nachrichten</translation>
    </message>
    <message>
        <source>No number is known for the mailbox.</source>
        <translation>Für die Mailbox ist keine Nummer bekannt.</translation>
    </message>
    <message>
        <source>No password was sent. Check that the name is written as your administrator gave it.</source>
        <translation>Es wurde kein Passwort gesendet. Prüfen, ob der Name so geschrieben ist, wie die Administration ihn angegeben hat.</translation>
    </message>
    <message>
        <source>No password was sent. Check this computer&apos;s date, or tell your administrator.</source>
        <translation>Es wurde kein Passwort gesendet. Das Datum dieses Computers prüfen, oder der Administration melden.</translation>
    </message>
    <message>
        <source>No password was sent. If your company has its own authority, add its certificate in the settings.</source>
        <translation>Es wurde kein Passwort gesendet. Hat die Firma eine eigene Zertifizierungsstelle, deren Zertifikat in den Einstellungen hinzufügen.</translation>
    </message>
    <message>
        <source>No secure connection to {host} could be made.</source>
        <translation>Zu {host} konnte keine sichere Verbindung hergestellt werden.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>Nummer unterdrückt</translation>
    </message>
    <message>
        <source>Only if your mailbox asks for one. It is not kept.</source>
        <translation>Nur, wenn die Mailbox fragt; wird nicht gespeichert.</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>P&amp;ort</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Place in the message</source>
        <translation>Stelle in der Nachricht</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Record &amp;again</source>
        <translation>&amp;Neu aufnehmen</translation>
    </message>
    <message>
        <source>Record it again after the call.</source>
        <translation>Nach dem Anruf neu aufnehmen.</translation>
    </message>
    <message>
        <source>Record your greeting</source>
        <translation>Ansage aufnehmen</translation>
    </message>
    <message>
        <source>Recorded. Listen to it, record it again, or use it.</source>
        <translation>Aufgenommen. Anhören, neu aufnehmen oder verwenden.</translation>
    </message>
    <message>
        <source>Remember the pass&amp;word in this computer&apos;s password store</source>
        <translation>Passwort im Passwortspeicher dieses Computers &amp;merken</translation>
    </message>
    <message>
        <source>Remove it in the settings, or choose it again.</source>
        <translation>In den Einstellungen entfernen oder neu wählen.</translation>
    </message>
    <message>
        <source>Remove the mailbox?</source>
        <translation>Die Mailbox entfernen?</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Als Datei speichern…</translation>
    </message>
    <message>
        <source>Save it and open it with another program, or call your mailbox.</source>
        <translation>Speichern und mit einem anderen Programm öffnen, oder die Mailbox anrufen.</translation>
    </message>
    <message>
        <source>Save the message</source>
        <translation>Nachricht speichern</translation>
    </message>
    <message>
        <source>Set up the mailbox</source>
        <translation>Mailbox einrichten</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Shown where there are several mailboxes.</source>
        <translation>Wird bei mehreren Mailboxen angezeigt.</translation>
    </message>
    <message>
        <source>Sound (*.wav)</source>
        <translation>Audio (*.wav)</translation>
    </message>
    <message>
        <source>Speak after the tone.</source>
        <translation>Nach dem Ton sprechen.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Stop when you have finished. {time}</source>
        <translation>Danach stoppen. {time}</translation>
    </message>
    <message>
        <source>The certificate of {host} has expired, so its identity could not be confirmed.</source>
        <translation>Das Zertifikat von {host} ist abgelaufen, daher konnte die Identität nicht bestätigt werden.</translation>
    </message>
    <message>
        <source>The certificate that was shown belongs to another server, not to {host}.</source>
        <translation>Das vorgelegte Zertifikat gehört zu einem anderen Server, nicht zu {host}.</translation>
    </message>
    <message>
        <source>The connection to the voicemail server was lost.</source>
        <translation>Die Verbindung zum Mailbox-Server ist abgebrochen.</translation>
    </message>
    <message>
        <source>The identity of {host} could not be confirmed: nobody whom this computer trusts has signed its certificate.</source>
        <translation>Die Identität von {host} konnte nicht bestätigt werden: Das Zertifikat hat niemand unterschrieben, dem dieser Computer vertraut.</translation>
    </message>
    <message>
        <source>The mailbox could not be called.</source>
        <translation>Die Mailbox konnte nicht angerufen werden.</translation>
    </message>
    <message>
        <source>The mailbox did not accept the user name or the password.</source>
        <translation>Die Mailbox hat den Benutzernamen oder das Passwort nicht angenommen.</translation>
    </message>
    <message>
        <source>The mailbox ended the call; your greeting is as it was.</source>
        <translation>Die Mailbox hat aufgelegt; die Ansage ist unverändert.</translation>
    </message>
    <message>
        <source>The mailbox has no folder {folder}.</source>
        <translation>Die Mailbox hat keinen Ordner {folder}.</translation>
    </message>
    <message>
        <source>The mailbox saves it…</source>
        <translation>Die Mailbox speichert…</translation>
    </message>
    <message>
        <source>The message could not be made a file.</source>
        <translation>Aus der Nachricht konnte keine Datei gemacht werden.</translation>
    </message>
    <message>
        <source>The message could not be saved to this file.</source>
        <translation>Die Nachricht konnte nicht in diese Datei gespeichert werden.</translation>
    </message>
    <message>
        <source>The message is copied. It can be inserted into a mail, a chat or a folder.</source>
        <translation>Die Nachricht ist kopiert. Sie lässt sich in eine E-Mail, einen Chat oder einen Ordner einfügen.</translation>
    </message>
    <message>
        <source>The message is saved in {name}.</source>
        <translation>Die Nachricht ist in {name} gespeichert.</translation>
    </message>
    <message>
        <source>The password of the mailbox is not known.</source>
        <translation>Das Passwort der Mailbox ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The password of the mailbox was not saved. {why}</source>
        <translation>Das Passwort der Mailbox wurde nicht gespeichert. {why}</translation>
    </message>
    <message>
        <source>The recording ended because of a call; your greeting is as it was.</source>
        <translation>Die Aufnahme endete wegen eines Anrufs; die Ansage ist unverändert.</translation>
    </message>
    <message>
        <source>The user name of the mailbox is missing.</source>
        <translation>Der Benutzername der Mailbox fehlt.</translation>
    </message>
    <message>
        <source>The voicemail server is missing, or is no server name.</source>
        <translation>Der Mailbox-Server fehlt oder ist kein Servername.</translation>
    </message>
    <message>
        <source>The voicemail server {host} could not be found.</source>
        <translation>Der Mailbox-Server {host} wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The voicemail server {host} does not answer.</source>
        <translation>Der Mailbox-Server {host} antwortet nicht.</translation>
    </message>
    <message>
        <source>The voicemail server {host} has a problem and could not answer.</source>
        <translation>Der Mailbox-Server {host} hat ein Problem und konnte nicht antworten.</translation>
    </message>
    <message>
        <source>This message cannot be played.</source>
        <translation>Diese Nachricht kann nicht abgespielt werden.</translation>
    </message>
    <message>
        <source>This message has no sound.</source>
        <translation>Diese Nachricht hat keinen Ton.</translation>
    </message>
    <message>
        <source>This message is not on this computer yet, and the voicemail server cannot be reached.</source>
        <translation>Diese Nachricht ist noch nicht auf diesem Computer, und der Mailbox-Server ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Trusted certific&amp;ates</source>
        <translation>Vertraute &amp;Zertifikate</translation>
    </message>
    <message>
        <source>Try the mailbox without saving it</source>
        <translation>Die Mailbox prüfen, ohne sie zu speichern</translation>
    </message>
    <message>
        <source>Trying the mailbox…</source>
        <translation>Die Mailbox wird geprüft…</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Unlock the screen to see who it is from.</source>
        <translation>Bildschirm entsperren, um zu sehen, von wem sie ist.</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Dringend</translation>
    </message>
    <message>
        <source>Use this &amp;mailbox</source>
        <translation>Diese Mailbox ver&amp;wenden</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>Voice messages</source>
        <translation>Sprachnachrichten</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>When you are in a call</source>
        <translation>Wenn besetzt ist</translation>
    </message>
    <message>
        <source>When you do not answer</source>
        <translation>Wenn niemand abnimmt</translation>
    </message>
    <message>
        <source>Where the messages are.</source>
        <translation>Wo die Nachrichten liegen.</translation>
    </message>
    <message>
        <source>Your mailbox is called, and you speak into your headset. What you have recorded counts only when you use it.</source>
        <translation>Die Mailbox wird angerufen, gesprochen wird ins Headset. Die Aufnahme gilt erst, wenn sie verwendet wird.</translation>
    </message>
    <message>
        <source>Your messages as a list, to be played without a call. A copy is kept on this computer, encrypted; what you hear or delete here is heard or deleted on your desk phone, too.</source>
        <translation>Die Nachrichten als Liste, abspielbar ohne Anruf. Eine Kopie liegt verschlüsselt auf diesem Computer; hier Angehörtes oder Gelöschtes ist es auch am Tischtelefon.</translation>
    </message>
    <message>
        <source>Your name, for the standard greeting</source>
        <translation>Der Name, für die Standardansage</translation>
    </message>
    <message>
        <source>Your phone system records greetings by telephone. Call it and do what the voice says; keys are pressed on the keypad of the call.</source>
        <translation>Diese Telefonanlage nimmt Ansagen am Telefon auf. Anrufen und der Stimme folgen; Tasten werden auf dem Tastenfeld des Anrufs gedrückt.</translation>
    </message>
    <message>
        <source>message.wav</source>
        <translation>Nachricht.wav</translation>
    </message>
    <message>
        <source>new messages</source>
        <translation>neue Nachrichten</translation>
    </message>
    <message>
        <source>{host} refused the connection on port {port}.</source>
        <translation>{host} hat die Verbindung auf Port {port} abgelehnt.</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>&amp;Accounts…</source>
        <translation>&amp;Konten…</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Copy the diagnosis</source>
        <translation>Diagnose &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;End and quit</source>
        <translation>Auflegen und b&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;New message…</source>
        <translation>&amp;Neue Nachricht…</translation>
    </message>
    <message>
        <source>&amp;Pick up a group call</source>
        <translation>Anruf der &amp;Gruppe heranholen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Sound…</source>
        <translation>&amp;Audio…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>&amp;Where my calls go…</source>
        <translation>&amp;Wohin meine Anrufe gehen …</translation>
    </message>
    <message>
        <source>A&amp;bout Softphone</source>
        <translation>&amp;Über Softphone</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>All numbers of the person</source>
        <translation>Alle Nummern der Person</translation>
    </message>
    <message>
        <source>Answer or resume the first, second … call</source>
        <translation>Ersten, zweiten … Anruf annehmen oder fortsetzen</translation>
    </message>
    <message>
        <source>Answer the incoming call</source>
        <translation>Eingehenden Anruf annehmen</translation>
    </message>
    <message>
        <source>Appear offline</source>
        <translation>Als offline erscheinen</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>Ask that person first</source>
        <translation>Bei dieser Person zuerst rückfragen</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Back from the card</source>
        <translation>Von der Karte zurück</translation>
    </message>
    <message>
        <source>Back to the caller</source>
        <translation>Zurück zum Anrufer</translation>
    </message>
    <message>
        <source>Bring back what was dialled before</source>
        <translation>Zuvor Gewähltes zurückholen</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>Call &amp;Bob</source>
        <translation>&amp;Bob anrufen</translation>
    </message>
    <message>
        <source>Call *43 to hear yourself, 1002 for Bob, 1003 for Reception, *97 for your voicemail.</source>
        <translation>*43 spielt die eigene Stimme zurück, 1002 ist Bob, 1003 der Empfang, *97 die eigene Mailbox.</translation>
    </message>
    <message>
        <source>Call the &amp;echo test</source>
        <translation>&amp;Echotest anrufen</translation>
    </message>
    <message>
        <source>Call the mailbox; also: hold 1</source>
        <translation>Mailbox anrufen; auch: 1 gedrückt halten</translation>
    </message>
    <message>
        <source>Call the person</source>
        <translation>Person anrufen</translation>
    </message>
    <message>
        <source>Call what is in the field</source>
        <translation>Anrufen, was im Feld steht</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Calls in progress were lost. You can call again in a few seconds.</source>
        <translation>Laufende Anrufe sind verloren. In wenigen Sekunden kann wieder angerufen werden.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Complete the transfer after asking</source>
        <translation>Vermitteln nach der Rückfrage abschließen</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
    <message>
        <source>Contacts are in .vcf or .csv files, accounts in .toml files.</source>
        <translation>Kontakte stehen in .vcf- oder .csv-Dateien, Konten in .toml-Dateien.</translation>
    </message>
    <message>
        <source>Continue the call on your mobile, or keep it here after all</source>
        <translation>Auf dem Mobiltelefon weitersprechen oder das Gespräch doch hier behalten</translation>
    </message>
    <message>
        <source>Decline the incoming call</source>
        <translation>Eingehenden Anruf ablehnen</translation>
    </message>
    <message>
        <source>Dial pad</source>
        <translation>Wähltasten</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Bitte nicht stören</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>Anruf beenden</translation>
    </message>
    <message>
        <source>End the call with {name} and quit?</source>
        <translation>Anruf mit {name} und das Programm beenden?</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>For your help desk: {diagnosis}</source>
        <translation>Für den Helpdesk: {diagnosis}</translation>
    </message>
    <message>
        <source>Go through the people found</source>
        <translation>Durch die gefundenen Personen gehen</translation>
    </message>
    <message>
        <source>Go to the field for numbers and names</source>
        <translation>Zum Feld für Nummern und Namen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Hold for +</source>
        <translation>Für + gedrückt halten</translation>
    </message>
    <message>
        <source>Hold or resume</source>
        <translation>Halten oder fortsetzen</translation>
    </message>
    <message>
        <source>Import the contacts in {name}?</source>
        <translation>Die Kontakte aus {name} importieren?</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keypad, favourites, history, contacts, voicemail, messages</source>
        <translation>Wähltasten, Favoriten, Verlauf, Kontakte, Mailbox, Nachrichten</translation>
    </message>
    <message>
        <source>Keys for tones</source>
        <translation>Tasten für Töne</translation>
    </message>
    <message>
        <source>Look whether its name and its folder are right.</source>
        <translation>Prüfen, ob Name und Ordner stimmen.</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Merge with the call on hold, or add somebody</source>
        <translation>Mit dem gehaltenen Anruf zusammenlegen oder jemanden hinzufügen</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Nicht nötig</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nicht erreicht</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>On the phone</source>
        <translation>Telefoniert</translation>
    </message>
    <message>
        <source>Out of office</source>
        <translation>Außer Haus</translation>
    </message>
    <message>
        <source>Pa&amp;rked calls…</source>
        <translation>Ge&amp;parkte Anrufe…</translation>
    </message>
    <message>
        <source>Park the call, or take a parked one</source>
        <translation>Anruf parken oder einen geparkten zurückholen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Pick up a call that rings in the group</source>
        <translation>Klingelnden Anruf der Gruppe heranholen</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quitting ends every call, and no calls arrive until Softphone is started again.</source>
        <translation>Beim Beenden enden alle Anrufe, und es kommen keine an, bis Softphone wieder gestartet wird.</translation>
    </message>
    <message>
        <source>Record the call, or stop recording</source>
        <translation>Gespräch aufnehmen oder Aufnahme beenden</translation>
    </message>
    <message>
        <source>Restart the program; if that does not help, give the diagnosis to your help desk.</source>
        <translation>Programm neu starten; hilft das nicht, die Diagnose dem Helpdesk geben.</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Klingelt</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Show or hide the dial pad</source>
        <translation>Wähltasten zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show the person&apos;s card</source>
        <translation>Karte der Person zeigen</translation>
    </message>
    <message>
        <source>Show which number the other side will see</source>
        <translation>Zeigen, welche Nummer die andere Seite sehen wird</translation>
    </message>
    <message>
        <source>Softphone</source>
        <translation>Softphone</translation>
    </message>
    <message>
        <source>Softphone cannot open {name}.</source>
        <translation>Softphone kann {name} nicht öffnen.</translation>
    </message>
    <message>
        <source>Sound level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>Sound settings</source>
        <translation>Audioeinstellungen</translation>
    </message>
    <message>
        <source>Starting a practice phone system on this computer…</source>
        <translation>Eine Übungs-Telefonanlage startet auf diesem Computer…</translation>
    </message>
    <message>
        <source>Swap between caller and the person asked</source>
        <translation>Zwischen Anrufer und rückgefragter Person makeln</translation>
    </message>
    <message>
        <source>Switch the microphone off or on</source>
        <translation>Mikrofon aus- oder einschalten</translation>
    </message>
    <message>
        <source>Take the call here from your mobile or other device</source>
        <translation>Anruf vom Mobiltelefon oder anderen Gerät hierher holen</translation>
    </message>
    <message>
        <source>Tell the caller that you are busy</source>
        <translation>Dem Anrufer „besetzt“ melden</translation>
    </message>
    <message>
        <source>The phone engine failed and is being restarted.</source>
        <translation>Der Telefonteil ist ausgefallen und startet neu.</translation>
    </message>
    <message>
        <source>The phone engine has stopped and does not stay up.</source>
        <translation>Der Telefonteil hat angehalten und läuft nicht weiter.</translation>
    </message>
    <message>
        <source>The phone engine has stopped.</source>
        <translation>Der Telefonteil hat angehalten.</translation>
    </message>
    <message>
        <source>The phone engine is restarting…</source>
        <translation>Der Telefonteil startet neu…</translation>
    </message>
    <message>
        <source>The phone is still starting.</source>
        <translation>Das Telefon startet noch.</translation>
    </message>
    <message>
        <source>The program is closing.</source>
        <translation>Das Programm wird beendet.</translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation>Die Datei {name} gibt es nicht.</translation>
    </message>
    <message>
        <source>They are added to your own contacts; who is there already is brought up to date.</source>
        <translation>Sie werden zu den eigenen Kontakten hinzugefügt; schon vorhandene werden aktualisiert.</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Transfer the call; type whom to, Enter transfers</source>
        <translation>Anruf vermitteln; Ziel eingeben, Eingabetaste vermittelt</translation>
    </message>
    <message>
        <source>Transfer, conference, park</source>
        <translation>Vermitteln, Konferenz, Parken</translation>
    </message>
    <message>
        <source>Try again in a few seconds.</source>
        <translation>In wenigen Sekunden noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>In einem Moment noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>Use the %n account(s) of this file?</source>
        <translation>
            <numerusform>Das %n Konto aus dieser Datei verwenden?</numerusform>
            <numerusform>Die %n Konten aus dieser Datei verwenden?</numerusform>
        </translation>
    </message>
    <message>
        <source>Where my calls go: forwarding, mobile, quiet hours</source>
        <translation>Wohin meine Anrufe gehen: Weiterleitung, Mobiltelefon, Ruhezeiten</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Eine Nachricht schreiben</translation>
    </message>
    <message>
        <source>You are signed in to a practice phone system.</source>
        <translation>An einer Übungs-Telefonanlage angemeldet.</translation>
    </message>
    <message>
        <source>You have no account yet, so you can try everything with this one in a few seconds.</source>
        <translation>Es gibt noch kein Konto; in wenigen Sekunden kann mit diesem alles ausprobiert werden.</translation>
    </message>
    <message>
        <source>Your status</source>
        <translation>Eigener Status</translation>
    </message>
    <message>
        <source>hash</source>
        <translation>Raute</translation>
    </message>
    <message>
        <source>star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>{address} at {server}</source>
        <translation>{address} an {server}</translation>
    </message>
    <message>
        <source>{title}, {count} new</source>
        <translation>{title}, {count} neu</translation>
    </message>
</context>
</TS>
