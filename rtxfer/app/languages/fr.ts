<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>A still portrait moves like the person before the camera.</source>
            <translation>Un portrait fixe bouge comme la personne devant la caméra.</translation>
        </message>
        <message>
            <source>All of it is computed on this machine; no picture leaves it but to where you send it.</source>
            <translation>Tout est calculé sur cet ordinateur ; aucune image n’en sort, sauf là où vous l’envoyez.</translation>
        </message>
        <message>
            <source>Licences of what it is built of: the file NOTICE.</source>
            <translation>Licences de ce dont il est fait : le fichier NOTICE.</translation>
        </message>
    </context>
    <context>
        <name>ActionUnitBars</name>
        <message>
            <source>Action units of driver and portrait</source>
            <translation>Unités d’action de l’acteur et du portrait</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>Acteur</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Portrait</translation>
        </message>
    </context>
    <context>
        <name>ActionUnits</name>
        <message>
            <source>Inner brow up</source>
            <translation>Sourcil int. levé</translation>
        </message>
        <message>
            <source>Outer brow up</source>
            <translation>Sourcil ext. levé</translation>
        </message>
        <message>
            <source>Brow down</source>
            <translation>Sourcil baissé</translation>
        </message>
        <message>
            <source>Upper lid up</source>
            <translation>Paupière sup. levée</translation>
        </message>
        <message>
            <source>Cheek up</source>
            <translation>Joue levée</translation>
        </message>
        <message>
            <source>Lids tight</source>
            <translation>Paupières plissées</translation>
        </message>
        <message>
            <source>Nose wrinkle</source>
            <translation>Nez froncé</translation>
        </message>
        <message>
            <source>Upper lip up</source>
            <translation>Lèvre sup. levée</translation>
        </message>
        <message>
            <source>Smile</source>
            <translation>Sourire</translation>
        </message>
        <message>
            <source>Dimple</source>
            <translation>Fossette</translation>
        </message>
        <message>
            <source>Lip corners down</source>
            <translation>Commissures basses</translation>
        </message>
        <message>
            <source>Lower lip down</source>
            <translation>Lèvre inf. baissée</translation>
        </message>
        <message>
            <source>Chin up</source>
            <translation>Menton levé</translation>
        </message>
        <message>
            <source>Pucker</source>
            <translation>Moue</translation>
        </message>
        <message>
            <source>Lips stretched</source>
            <translation>Lèvres étirées</translation>
        </message>
        <message>
            <source>Lips funnelled</source>
            <translation>Lèvres entonnoir</translation>
        </message>
        <message>
            <source>Lips pressed</source>
            <translation>Lèvres pincées</translation>
        </message>
        <message>
            <source>Lips apart</source>
            <translation>Lèvres écartées</translation>
        </message>
        <message>
            <source>Jaw open</source>
            <translation>Mâchoire ouverte</translation>
        </message>
        <message>
            <source>Lips rolled in</source>
            <translation>Lèvres rentrées</translation>
        </message>
        <message>
            <source>Jaw to a side</source>
            <translation>Mâchoire de côté</translation>
        </message>
        <message>
            <source>Blink</source>
            <translation>Clignement</translation>
        </message>
        <message>
            <source>Looks left</source>
            <translation>Regard à gauche</translation>
        </message>
        <message>
            <source>Looks right</source>
            <translation>Regard à droite</translation>
        </message>
        <message>
            <source>Looks up</source>
            <translation>Regard en haut</translation>
        </message>
        <message>
            <source>Looks down</source>
            <translation>Regard en bas</translation>
        </message>
        <message>
            <source>Jaw to its left</source>
            <translation>Mâchoire à gauche</translation>
        </message>
        <message>
            <source>Jaw to its right</source>
            <translation>Mâchoire à droite</translation>
        </message>
        <message>
            <source>left</source>
            <translation>gauche</translation>
        </message>
        <message>
            <source>right</source>
            <translation>droite</translation>
        </message>
    </context>
    <context>
        <name>AnywhereKeys</name>
        <message>
            <source>Keys are heard only while rtxfer has focus: %1</source>
            <translation>Les touches ne sont entendues que lorsque rtxfer a le focus : %1</translation>
        </message>
        <message>
            <source>Allow “Remote control by scripts” in the menu, and give this line a key in the settings of your desktop: %1</source>
            <translation>Autorisez « Télécommande par scripts » dans le menu et donnez une touche à cette ligne dans les réglages de votre bureau : %1</translation>
        </message>
        <message>
            <source>Choose another key: menu, Hotkeys.</source>
            <translation>Choisissez une autre touche : menu, Raccourcis.</translation>
        </message>
        <message>
            <source>%1 is taken by another program.</source>
            <translation>%1 est prise par un autre programme.</translation>
        </message>
        <message>
            <source>%1 cannot be listened for on this keyboard.</source>
            <translation>%1 ne peut pas être écoutée sur ce clavier.</translation>
        </message>
        <message>
            <source>The desktop does not give rtxfer the key %1.</source>
            <translation>Le bureau ne donne pas la touche %1 à rtxfer.</translation>
        </message>
        <message>
            <source>Give rtxfer a key in the settings of your desktop, among the shortcuts.</source>
            <translation>Donnez une touche à rtxfer dans les paramètres de votre bureau, parmi les raccourcis.</translation>
        </message>
    </context>
    <context>
        <name>Assistant</name>
        <message>
            <source>Welcome</source>
            <translation>Bienvenue</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Accord</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Caméra</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Portrait</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>Caméra virtuelle</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Suivant</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Terminé</translation>
        </message>
    </context>
    <context>
        <name>BackgroundChoice</name>
        <message>
            <source>Background</source>
            <translation>Arrière-plan</translation>
        </message>
        <message>
            <source>As in the portrait</source>
            <translation>Comme dans le portrait</translation>
        </message>
        <message>
            <source>Blurred</source>
            <translation>Flou</translation>
        </message>
        <message>
            <source>Transparent</source>
            <translation>Transparent</translation>
        </message>
        <message>
            <source>Colour %1</source>
            <translation>Couleur %1</translation>
        </message>
        <message>
            <source>Colour…</source>
            <translation>Couleur…</translation>
        </message>
        <message>
            <source>Picture…</source>
            <translation>Image…</translation>
        </message>
        <message>
            <source>The person of the portrait is cut out and set before it. Transparent: OBS keys the PipeWire camera by itself; other cameras and recordings show green.</source>
            <translation>La personne du portrait est détourée et placée devant. Transparent : OBS détoure lui-même la caméra PipeWire ; les autres caméras et les enregistrements montrent du vert.</translation>
        </message>
        <message>
            <source>A picture as background</source>
            <translation>Une image en arrière-plan</translation>
        </message>
        <message>
            <source>Pictures (%1)</source>
            <translation>Images (%1)</translation>
        </message>
    </context>
    <context>
        <name>BadgeSwitch</name>
        <message>
            <source>Show “%1” in a corner</source>
            <translation>Afficher « %1 » dans un coin</translation>
        </message>
        <message>
            <source>The mark that nobody sees is in every frame anyway.</source>
            <translation>La marque invisible est de toute façon dans chaque image.</translation>
        </message>
        <message>
            <source>A policy for this computer asks for it (%1).</source>
            <translation>Une règle de cet ordinateur l’exige (%1).</translation>
        </message>
        <message>
            <source>It was asked for when the program was started.</source>
            <translation>Cela a été demandé au lancement du programme.</translation>
        </message>
    </context>
    <context>
        <name>BuildProgressLine</name>
        <message>
            <source>Do not build this engine</source>
            <translation>Ne pas construire ce moteur</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Démarrage</translation>
        </message>
        <message>
            <source>Engine %1 %</source>
            <translation>Moteur %1 %</translation>
        </message>
        <message>
            <source>%1 is built for this GPU (%2). Everything goes on meanwhile, on another engine.</source>
            <translation>%1 est en construction pour ce GPU (%2). Tout continue entre-temps sur un autre moteur.</translation>
        </message>
        <message>
            <source>%1 s left</source>
            <translation>encore %1 s</translation>
        </message>
        <message>
            <source>%1 min left</source>
            <translation>encore %1 min</translation>
        </message>
    </context>
    <context>
        <name>CalibrationDialog</name>
        <message>
            <source>It could not be saved.</source>
            <translation>Enregistrement impossible.</translation>
        </message>
        <message>
            <source>Calibration</source>
            <translation>Calibrage</translation>
        </message>
        <message>
            <source>Start over</source>
            <translation>Recommencer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Skip and save</source>
            <translation>Passer et enregistrer</translation>
        </message>
    </context>
    <context>
        <name>CameraPage</name>
        <message>
            <source>Which camera sees you?</source>
            <translation>Quelle caméra vous voit ?</translation>
        </message>
        <message>
            <source>You can choose another at any time.</source>
            <translation>Vous pourrez en choisir une autre à tout moment.</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>Caméras</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Chercher à nouveau</translation>
        </message>
        <message>
            <source>Looking for cameras …</source>
            <translation>Recherche de caméras…</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>Clip de démonstration</translation>
        </message>
        <message>
            <source>No camera was found. Plug one in and look again, or try the clip.</source>
            <translation>Aucune caméra trouvée. Branchez-en une et cherchez à nouveau, ou essayez le clip.</translation>
        </message>
    </context>
    <context>
        <name>CameraSettings</name>
        <message>
            <source>Camera settings</source>
            <translation>Réglages de la caméra</translation>
        </message>
        <message>
            <source>The camera's own</source>
            <translation>Ceux de la caméra</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 i/s</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatique</translation>
        </message>
        <message>
            <source>MJPG, compressed</source>
            <translation>MJPG, compressé</translation>
        </message>
        <message>
            <source>YUYV, uncompressed</source>
            <translation>YUYV, non compressé</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Cadence</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>A camera may give something else.</source>
            <translation>Une caméra peut donner autre chose.</translation>
        </message>
    </context>
    <context>
        <name>ConsentPage</name>
        <message>
            <source>Before you begin</source>
            <translation>Avant de commencer</translation>
        </message>
        <message>
            <source>A portrait that moves looks like a person who is there. So please:</source>
            <translation>Un portrait qui bouge ressemble à une personne présente. Alors, s’il vous plaît :</translation>
        </message>
        <message>
            <source>Use only portraits that you have the right to animate: your own, those of people who agreed, or of whom nobody can be hurt by it.</source>
            <translation>N’utilisez que des portraits que vous avez le droit d’animer : le vôtre, ceux de personnes qui ont donné leur accord, ou qui ne peuvent nuire à personne.</translation>
        </message>
        <message>
            <source>Say that the picture is made, wherever somebody could take it for real.</source>
            <translation>Dites que l’image est fabriquée partout où l’on pourrait la croire vraie.</translation>
        </message>
        <message>
            <source>Never pass for somebody else.</source>
            <translation>Ne vous faites jamais passer pour quelqu’un d’autre.</translation>
        </message>
        <message>
            <source>Your camera's pictures stay on this computer. They are only looked at to see how your face moves; none of them is ever part of the output.</source>
            <translation>Les images de votre caméra restent sur cet ordinateur. Elles servent seulement à voir comment votre visage bouge ; aucune ne fait jamais partie de la sortie.</translation>
        </message>
        <message>
            <source>I will only use portraits that I have the right to animate.</source>
            <translation>Je n’utiliserai que des portraits que j’ai le droit d’animer.</translation>
        </message>
    </context>
    <context>
        <name>DeviceRow</name>
        <message>
            <source>Ready</source>
            <translation>Prête</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>Copier la commande</translation>
        </message>
        <message>
            <source>Not ready</source>
            <translation>Pas prête</translation>
        </message>
    </context>
    <context>
        <name>DialogOpener</name>
        <message>
            <source>Move a portrait by videos…</source>
            <translation>Animer un portrait par des vidéos…</translation>
        </message>
        <message>
            <source>Set-up assistant…</source>
            <translation>Assistant de configuration…</translation>
        </message>
        <message>
            <source>Hotkeys…</source>
            <translation>Raccourcis…</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Aide</translation>
        </message>
        <message>
            <source>Doctor: does every part work?</source>
            <translation>Diagnostic : tout fonctionne-t-il ?</translation>
        </message>
        <message>
            <source>Open the log</source>
            <translation>Ouvrir le journal</translation>
        </message>
        <message>
            <source>About rtxfer</source>
            <translation>À propos de rtxfer</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Record the driver's motion</source>
            <translation>Enregistrer le mouvement de l’acteur</translation>
        </message>
        <message>
            <source>Remote control by scripts</source>
            <translation>Télécommande par scripts</translation>
        </message>
        <message>
            <source>`rtxfer remote panic` and such; on this computer alone.</source>
            <translation>`rtxfer remote panic` et autres ; sur cet ordinateur seulement.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Thème</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Comme le système</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clair</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Sombre</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>The language changes when rtxfer is started the next time.</source>
            <translation>La langue changera au prochain démarrage de rtxfer.</translation>
        </message>
    </context>
    <context>
        <name>DoctorDialog</name>
        <message>
            <source>Doctor</source>
            <translation>Diagnostic</translation>
        </message>
        <message>
            <source>Looking; this takes half a minute…</source>
            <translation>Examen en cours ; une demi-minute environ…</translation>
        </message>
    </context>
    <context>
        <name>Dropping</name>
        <message>
            <source>Drop it: it becomes a portrait</source>
            <translation>Déposez : ce sera un portrait</translation>
        </message>
        <message>
            <source>Drop it: it becomes the source</source>
            <translation>Déposez : ce sera la source</translation>
        </message>
        <message>
            <source>Drop them: pictures become portraits, the video the source</source>
            <translation>Déposez : les images seront des portraits, la vidéo la source</translation>
        </message>
        <message>
            <source>There is no picture in the clipboard.</source>
            <translation>Il n’y a pas d’image dans le presse-papiers.</translation>
        </message>
    </context>
    <context>
        <name>EngineBuilder</name>
        <message>
            <source>The engine is not built; rtxfer goes on with the one that runs.</source>
            <translation>Le moteur n’est pas construit ; rtxfer continue avec celui qui tourne.</translation>
        </message>
        <message>
            <source>It is tried again at the next start, unless switched off in Output.</source>
            <translation>Nouvel essai au prochain démarrage, sauf si désactivé dans Sortie.</translation>
        </message>
        <message>
            <source>There is no engine %1 for this GPU yet; another one runs.</source>
            <translation>Il n’y a pas encore de moteur %1 pour ce GPU ; un autre tourne.</translation>
        </message>
        <message>
            <source>Let it be built in the background (Output, Generator), or run: %1</source>
            <translation>Faites-le construire en arrière-plan (Sortie, Générateur), ou exécutez : %1</translation>
        </message>
        <message>
            <source>The engine %1 could not be built; rtxfer goes on without it.</source>
            <translation>Le moteur %1 n’a pas pu être construit ; rtxfer continue sans lui.</translation>
        </message>
        <message>
            <source>%1 To try it by hand, run: %2</source>
            <translation>%1 Pour essayer à la main, exécutez : %2</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>C’est un défaut de rtxfer ; le journal en dit plus.</translation>
        </message>
    </context>
    <context>
        <name>ExpressionPanel</name>
        <message>
            <source>Preset</source>
            <translation>Préréglage</translation>
        </message>
        <message>
            <source>Adapt to how this portrait answers</source>
            <translation>S’adapter aux réponses de ce portrait</translation>
        </message>
        <message>
            <source>Measures once how strongly each expression is shown, and makes up.</source>
            <translation>Mesure une fois la force de chaque expression visible, et compense.</translation>
        </message>
        <message>
            <source>Lids and lips shut with the driver's</source>
            <translation>Fermer paupières et lèvres avec l’acteur</translation>
        </message>
        <message>
            <source>Otherwise they move by as much as the driver's, and may stay apart.</source>
            <translation>Sinon elles bougent autant que celles de l’acteur, et restent peut-être ouvertes.</translation>
        </message>
        <message>
            <source>Hair and ears turn with the face</source>
            <translation>Tourner aussi cheveux et oreilles</translation>
        </message>
        <message>
            <source>Otherwise the face turns alone, inside hair that stands still.</source>
            <translation>Sinon le visage tourne seul, dans des cheveux immobiles.</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Force</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Sourcils</translation>
        </message>
        <message>
            <source>Lids</source>
            <translation>Paupières</translation>
        </message>
        <message>
            <source>Gaze</source>
            <translation>Regard</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>Bouche</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>Mâchoire, joues</translation>
        </message>
        <message>
            <source>Head turn</source>
            <translation>Rotation</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>Au plus</translation>
        </message>
        <message>
            <source>Sway</source>
            <translation>Balancement</translation>
        </message>
        <message>
            <source>Steadiness</source>
            <translation>Stabilité</translation>
        </message>
        <message>
            <source>Save as a preset…</source>
            <translation>Enregistrer comme préréglage…</translation>
        </message>
        <message>
            <source>Delete this preset</source>
            <translation>Supprimer ce préréglage</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Réinitialiser</translation>
        </message>
        <message>
            <source>Steadier trembles less and comes later: by so much for a quick smile.</source>
            <translation>Plus stable tremble moins et arrive plus tard : d’autant pour un sourire rapide.</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>Visage</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>Tête</translation>
        </message>
        <message>
            <source>How far head and shoulders go along: aside, up and down, nearer.</source>
            <translation>À quel point la tête et les épaules suivent : de côté, de haut en bas, plus près.</translation>
        </message>
        <message>
            <source>Driver and portrait</source>
            <translation>Acteur et portrait</translation>
        </message>
        <message>
            <source>Own settings</source>
            <translation>Personnels</translation>
        </message>
        <message>
            <source>Save as a preset</source>
            <translation>Enregistrer comme préréglage</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>The preset %1 was replaced.</source>
            <translation>Le préréglage %1 a été remplacé.</translation>
        </message>
        <message>
            <source>The preset %1 was deleted.</source>
            <translation>Le préréglage %1 a été supprimé.</translation>
        </message>
    </context>
    <context>
        <name>FaceDialog</name>
        <message>
            <source>Which face shall move?</source>
            <translation>Quel visage doit bouger ?</translation>
        </message>
        <message>
            <source>%1 shows %2 faces. Click the one that shall move.</source>
            <translation>%1 montre %2 visages. Cliquez sur celui qui doit bouger.</translation>
        </message>
        <message>
            <source>Keep the one that moves now</source>
            <translation>Garder celui qui bouge</translation>
        </message>
        <message>
            <source>Move this one</source>
            <translation>Animer celui-ci</translation>
        </message>
    </context>
    <context>
        <name>FacePicture</name>
        <message>
            <source>Faces in the picture</source>
            <translation>Visages dans l’image</translation>
        </message>
        <message>
            <source>Face %1 of %2, counted from the left</source>
            <translation>Visage %1 sur %2, à partir de la gauche</translation>
        </message>
    </context>
    <context>
        <name>GainSlider</name>
        <message>
            <source>Double-click to set it back</source>
            <translation>Double-cliquez pour revenir à la valeur initiale</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Show the driver beside</source>
            <translation>Montrer l’acteur à côté</translation>
        </message>
        <message>
            <source>Mirror the preview only</source>
            <translation>Mettre en miroir l’aperçu seul</translation>
        </message>
        <message>
            <source>Show where your resting face was taken</source>
            <translation>Montrer où votre visage au repos a été pris</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Zoom avant</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Zoom arrière</translation>
        </message>
        <message>
            <source>Fit the whole picture</source>
            <translation>Voir toute l’image</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>1. Choose a camera (Camera) and a portrait (below the picture).</source>
            <translation>1. Choisissez une caméra (Caméra) et un portrait (sous l’image).</translation>
        </message>
        <message>
            <source>2. Press Start, look at the camera and relax for a second.</source>
            <translation>2. Appuyez sur Démarrer, regardez la caméra et détendez-vous une seconde.</translation>
        </message>
        <message>
            <source>3. Choose rtxfer as the camera in your video call (Output says which programs see it).</source>
            <translation>3. Choisissez rtxfer comme caméra dans votre appel vidéo (Sortie dit quels programmes la voient).</translation>
        </message>
        <message>
            <source>Panic shows viewers a standby picture at once.</source>
            <translation>Panique montre aussitôt une image d’attente aux spectateurs.</translation>
        </message>
        <message>
            <source>Pictures and videos may be dropped anywhere on the window.</source>
            <translation>Images et vidéos peuvent être déposées n’importe où dans la fenêtre.</translation>
        </message>
        <message>
            <source>Wheel over the picture: zoom. Drag: move. Double-click: show all.</source>
            <translation>Molette sur l’image : zoom. Glisser : déplacer. Double-clic : tout voir.</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Touches</translation>
        </message>
    </context>
    <context>
        <name>HotkeyDialog</name>
        <message>
            <source>Hotkeys</source>
            <translation>Raccourcis</translation>
        </message>
        <message>
            <source>none</source>
            <translation>aucune</translation>
        </message>
        <message>
            <source>No key for: %1</source>
            <translation>Aucune touche pour : %1</translation>
        </message>
        <message>
            <source>Click into a field and press the new key.</source>
            <translation>Cliquez dans un champ et appuyez sur la nouvelle touche.</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>Tout réinitialiser</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>%1 is taken by: %2</source>
            <translation>%1 est déjà prise par : %2</translation>
        </message>
    </context>
    <context>
        <name>Hotkeys</name>
        <message>
            <source>Start or stop</source>
            <translation>Démarrer ou arrêter</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>Figer la sortie</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>Reprendre le visage au repos</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>Enregistrer un instantané</translation>
        </message>
        <message>
            <source>Start or stop recording</source>
            <translation>Démarrer ou arrêter l’enregistrement</translation>
        </message>
        <message>
            <source>Panic: hide the portrait</source>
            <translation>Panique : cacher le portrait</translation>
        </message>
        <message>
            <source>Previous portrait</source>
            <translation>Portrait précédent</translation>
        </message>
        <message>
            <source>Next portrait</source>
            <translation>Portrait suivant</translation>
        </message>
        <message>
            <source>Portrait %1</source>
            <translation>Portrait %1</translation>
        </message>
        <message>
            <source>Panic, from any program</source>
            <translation>Panique, depuis tout programme</translation>
        </message>
        <message>
            <source>Freeze, from any program</source>
            <translation>Figer, depuis tout programme</translation>
        </message>
        <message>
            <source>New neutral, from any program</source>
            <translation>Nouveau visage au repos, depuis tout programme</translation>
        </message>
        <message>
            <source>Next portrait, from any program</source>
            <translation>Portrait suivant, depuis tout programme</translation>
        </message>
    </context>
    <context>
        <name>JobRow</name>
        <message>
            <source>Progress of %1</source>
            <translation>Progression de %1</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Try again, or go on</source>
            <translation>Réessayer ou continuer</translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>Montrer dans son dossier</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Retirer de la liste</translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>Arrêt…</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Annulé</translation>
        </message>
        <message>
            <source>Done: %1 frames at %2 per second</source>
            <translation>Terminé : %1 images à %2 par seconde</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Démarrage</translation>
        </message>
        <message>
            <source>%1 per second</source>
            <translation>%1 par seconde</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>encore %1</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Panels</source>
            <translation>Volets</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Caméra</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>Expression</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Sortie</translation>
        </message>
        <message>
            <source>Pose</source>
            <translation>Pose</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer : démarré</translation>
        </message>
        <message>
            <source>The defaults are used.</source>
            <translation>Les valeurs par défaut sont utilisées.</translation>
        </message>
        <message>
            <source>The recording is being finished; rtxfer closes by itself then.</source>
            <translation>L’enregistrement se termine ; rtxfer se fermera ensuite tout seul.</translation>
        </message>
    </context>
    <context>
        <name>Mirror</name>
        <message>
            <source>Your camera's picture</source>
            <translation>L’image de votre caméra</translation>
        </message>
    </context>
    <context>
        <name>NeutralPage</name>
        <message>
            <source>Take it as it is</source>
            <translation>Le prendre tel quel</translation>
        </message>
        <message>
            <source>For faces that never look quite at rest to the tracker</source>
            <translation>Pour les visages que le suivi ne voit jamais tout à fait au repos</translation>
        </message>
        <message>
            <source>Face in the picture</source>
            <translation>Visage dans l’image</translation>
        </message>
        <message>
            <source>Near enough</source>
            <translation>Assez près</translation>
        </message>
        <message>
            <source>Facing the camera</source>
            <translation>Face à la caméra</translation>
        </message>
        <message>
            <source>Head still</source>
            <translation>Tête immobile</translation>
        </message>
        <message>
            <source>Eyes open</source>
            <translation>Yeux ouverts</translation>
        </message>
        <message>
            <source>Mouth closed</source>
            <translation>Bouche fermée</translation>
        </message>
        <message>
            <source>Face relaxed</source>
            <translation>Visage détendu</translation>
        </message>
        <message>
            <source>Look at the camera and relax</source>
            <translation>Regardez la caméra et détendez-vous</translation>
        </message>
        <message>
            <source>All that your face does is measured against how it rests now.</source>
            <translation>Tout ce que fait votre visage est mesuré par rapport à son repos actuel.</translation>
        </message>
        <message>
            <source>Waiting for the camera …</source>
            <translation>En attente de la caméra…</translation>
        </message>
        <message>
            <source>Good. Stay like this.</source>
            <translation>Bien. Restez ainsi.</translation>
        </message>
    </context>
    <context>
        <name>NewJob</name>
        <message>
            <source>Choose one or more videos, or drop them here</source>
            <translation>Choisissez une ou plusieurs vidéos, ou déposez-les ici</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>Choisir une image</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Choisir un dossier</translation>
        </message>
        <message>
            <source>Driver beside the portrait</source>
            <translation>Acteur à côté du portrait</translation>
        </message>
        <message>
            <source>Keep the sound</source>
            <translation>Garder le son</translation>
        </message>
        <message>
            <source>Add to the queue</source>
            <translation>Ajouter à la file</translation>
        </message>
        <message>
            <source>PNG pictures</source>
            <translation>Images PNG</translation>
        </message>
        <message>
            <source>Calmest moment</source>
            <translation>Moment le plus calme</translation>
        </message>
        <message>
            <source>First frame</source>
            <translation>Première image</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>Acteur</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Portrait</translation>
        </message>
        <message>
            <source>Save in</source>
            <translation>Dans</translation>
        </message>
        <message>
            <source>As</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>Visage au repos</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>Générateur</translation>
        </message>
        <message>
            <source>Expression and steadiness are those of the window at this moment; the size is the portrait's own.</source>
            <translation>L’expression et la stabilité sont celles de la fenêtre en ce moment ; la taille est celle du portrait.</translation>
        </message>
        <message>
            <source>Drivers</source>
            <translation>Acteurs</translation>
        </message>
    </context>
    <context>
        <name>NoticeCard</name>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ouvrir le dossier</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Détails</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>Close this notice</source>
            <translation>Fermer cet avis</translation>
        </message>
        <message>
            <source>There is no more to tell.</source>
            <translation>Il n’y a rien de plus à dire.</translation>
        </message>
    </context>
    <context>
        <name>NoticeStack</name>
        <message>
            <source>Notices</source>
            <translation>Avis</translation>
        </message>
    </context>
    <context>
        <name>OfflineDialog</name>
        <message>
            <source>Move a portrait by videos</source>
            <translation>Animer un portrait par des vidéos</translation>
        </message>
        <message>
            <source>Nothing is queued. Choose videos above, or drop them anywhere here.</source>
            <translation>La file est vide. Choisissez des vidéos ci-dessus, ou déposez-les ici.</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>File d’attente</translation>
        </message>
    </context>
    <context>
        <name>OutputControl</name>
        <message>
            <source>The motion was saved as %1.</source>
            <translation>Le mouvement a été enregistré sous %1.</translation>
        </message>
    </context>
    <context>
        <name>OutputPanel</name>
        <message>
            <source>Mirror what viewers get</source>
            <translation>Inverser l’image envoyée</translation>
        </message>
        <message>
            <source>Moves the portrait by another generator too, here only.</source>
            <translation>Anime aussi le portrait avec un autre générateur, ici seulement.</translation>
        </message>
        <message>
            <source>Build engines for this GPU in the background</source>
            <translation>Construire les moteurs en arrière-plan</translation>
        </message>
        <message>
            <source>Until one is there, another engine runs; then the picture goes on without a gap.</source>
            <translation>Jusque-là, un autre moteur tourne ; ensuite l’image continue sans coupure.</translation>
        </message>
        <message>
            <source>Look for devices again</source>
            <translation>Chercher à nouveau les appareils</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>Caméra virtuelle</translation>
        </message>
        <message>
            <source>Send to</source>
            <translation>Envoyer à</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Image</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>Cadrage</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Cadence</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>Arrière-plan</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Enregistrement</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Son</translation>
        </message>
        <message>
            <source>Choose the folder for recordings…</source>
            <translation>Choisir le dossier des enregistrements…</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Dossier</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>Générateur</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>Moteur</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Qualité</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparer</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatique</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Aucun</translation>
        </message>
        <message>
            <source>As the portrait</source>
            <translation>Comme le portrait</translation>
        </message>
        <message>
            <source>Whole portrait, with bars</source>
            <translation>Portrait entier, avec bandes</translation>
        </message>
        <message>
            <source>Fill, cut what is over</source>
            <translation>Remplir, couper le surplus</translation>
        </message>
        <message>
            <source>Fill, centred on the face</source>
            <translation>Remplir, centré sur le visage</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 i/s</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Par défaut</translation>
        </message>
        <message>
            <source>Automatic: the fastest here</source>
            <translation>Automatique : le plus rapide</translation>
        </message>
        <message>
            <source>Automatic: keeps the rate</source>
            <translation>Automatique : garde la cadence</translation>
        </message>
        <message>
            <source>Where this computer is too slow, it gets simpler before it stutters.</source>
            <translation>Si cet ordinateur est trop lent, elle se simplifie avant de saccader.</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>Meilleure</translation>
        </message>
        <message>
            <source>Never lowered; frames are dropped instead.</source>
            <translation>Jamais réduite ; des images sont sautées à la place.</translation>
        </message>
        <message>
            <source>Fast</source>
            <translation>Rapide</translation>
        </message>
        <message>
            <source>Always lowered, without a learned part.</source>
            <translation>Toujours réduite, sans partie apprise.</translation>
        </message>
        <message>
            <source>Folder for recordings</source>
            <translation>Dossier des enregistrements</translation>
        </message>
        <message>
            <source>The portrait is shown here only.</source>
            <translation>Le portrait n’est visible qu’ici.</translation>
        </message>
        <message>
            <source>Choose “rtxfer” as the camera in your video call.</source>
            <translation>Choisissez « rtxfer » comme caméra dans votre appel vidéo.</translation>
        </message>
        <message>
            <source>%1 For those, run: %2</source>
            <translation>%1 Pour ceux-là, exécutez : %2</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>Ouverture…</translation>
        </message>
        <message>
            <source>Running: choose “rtxfer” as the camera in your video call.</source>
            <translation>En marche : choisissez « rtxfer » comme caméra dans votre appel vidéo.</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>Elle ne prend pas d’images pour le moment.</translation>
        </message>
        <message>
            <source>It failed and is tried again.</source>
            <translation>Échec ; nouvel essai en cours.</translation>
        </message>
        <message>
            <source>Closed.</source>
            <translation>Fermée.</translation>
        </message>
    </context>
    <context>
        <name>Outside</name>
        <message>
            <source>There are no more frames.</source>
            <translation>Il n’y a plus d’images.</translation>
        </message>
        <message>
            <source>The portrait rests.</source>
            <translation>Le portrait se repose.</translation>
        </message>
        <message>
            <source>It is open but gives no picture.</source>
            <translation>Elle est ouverte mais ne donne pas d’image.</translation>
        </message>
        <message>
            <source>Take the cover off, or close the other program that uses it.</source>
            <translation>Ôtez le cache, ou fermez l’autre programme qui l’utilise.</translation>
        </message>
        <message>
            <source>The picture is back.</source>
            <translation>L’image est revenue.</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>C’est un défaut de rtxfer ; le journal en dit plus.</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>Elle ne prend pas d’images pour le moment.</translation>
        </message>
        <message>
            <source>The others go on. If it stays like this, remove it and add it again.</source>
            <translation>Les autres continuent. Si cela dure, retirez-la et ajoutez-la à nouveau.</translation>
        </message>
        <message>
            <source>It takes frames again.</source>
            <translation>Elle prend à nouveau des images.</translation>
        </message>
        <message>
            <source>The resting face was taken.</source>
            <translation>Le visage au repos a été pris.</translation>
        </message>
        <message>
            <source>Another scene or person: the portrait rests until their resting face is taken.</source>
            <translation>Autre scène ou personne : le portrait se repose jusqu’à ce que son visage au repos soit pris.</translation>
        </message>
        <message>
            <source>It moves again.</source>
            <translation>Il bouge à nouveau.</translation>
        </message>
        <message>
            <source>The face is seen again.</source>
            <translation>Le visage est à nouveau visible.</translation>
        </message>
        <message>
            <source>No face is seen; the portrait rests.</source>
            <translation>Aucun visage visible ; le portrait se repose.</translation>
        </message>
        <message>
            <source>Sit so that the camera sees your whole face, with light on it.</source>
            <translation>Placez-vous pour que la caméra voie tout votre visage, éclairé.</translation>
        </message>
        <message>
            <source>%1, run by %2</source>
            <translation>%1, exécuté par %2</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and this desktop has no portal that does (%1).</source>
            <translation>Wayland ne donne à aucun programme les touches d’un autre, et ce bureau n’a pas de portail pour cela (%1).</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and there is no D-Bus (%1).</source>
            <translation>Wayland ne donne à aucun programme les touches d’un autre, et il n’y a pas de D-Bus (%1).</translation>
        </message>
        <message>
            <source>The desktop's portal for keys does not answer.</source>
            <translation>Le portail des touches du bureau ne répond pas.</translation>
        </message>
        <message>
            <source>The desktop's portal for keys refuses: %1.</source>
            <translation>Le portail des touches du bureau refuse : %1.</translation>
        </message>
        <message>
            <source>There is no X server to listen at.</source>
            <translation>Il n’y a pas de serveur X à écouter.</translation>
        </message>
        <message>
            <source>on this system that was not built.</source>
            <translation>sur ce système, cela n’existe pas.</translation>
        </message>
        <message>
            <source>full</source>
            <translation>complète</translation>
        </message>
        <message>
            <source>mouth read every other frame</source>
            <translation>bouche lue une image sur deux</translation>
        </message>
        <message>
            <source>drawn at 3/4 size</source>
            <translation>dessiné aux 3/4 de la taille</translation>
        </message>
        <message>
            <source>drawn at 1/2 size</source>
            <translation>dessiné à la moitié de la taille</translation>
        </message>
        <message>
            <source>no learned part</source>
            <translation>sans partie apprise</translation>
        </message>
        <message>
            <source>no learned part, drawn at 1/2 size</source>
            <translation>sans partie apprise, à la moitié de la taille</translation>
        </message>
        <message>
            <source>No virtual camera is ready.</source>
            <translation>Aucune caméra virtuelle n’est prête.</translation>
        </message>
        <message>
            <source>%1 gives no pictures.</source>
            <translation>%1 ne donne pas d’images.</translation>
        </message>
        <message>
            <source>Plug it in again.</source>
            <translation>Branchez-la à nouveau.</translation>
        </message>
        <message>
            <source>Seen by programs that ask PipeWire or the camera portal: Firefox, Chrome, OBS, GNOME Camera. Zoom, Teams, Discord, Skype and others see v4l2loopback only.</source>
            <translation>Visible dans les programmes qui passent par PipeWire ou le portail : Firefox, Chrome, OBS, Caméra de GNOME. Zoom, Teams, Discord, Skype et d’autres ne voient que v4l2loopback.</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is missing.</source>
            <translation>Le paquet pyvirtualcam manque.</translation>
        </message>
        <message>
            <source>There is no v4l2loopback device.</source>
            <translation>Il n’y a pas d’appareil v4l2loopback.</translation>
        </message>
        <message>
            <source>On Debian or Ubuntu run: %1</source>
            <translation>Sous Debian ou Ubuntu, exécutez : %1</translation>
        </message>
        <message>
            <source>a camera in user space, without a kernel module</source>
            <translation>une caméra sans module du noyau</translation>
        </message>
        <message>
            <source>Install OBS Studio, and start its virtual camera once.</source>
            <translation>Installez OBS Studio et démarrez une fois sa caméra virtuelle.</translation>
        </message>
        <message>
            <source>Install UnityCapture and run its Install.bat.</source>
            <translation>Installez UnityCapture et lancez son Install.bat.</translation>
        </message>
        <message>
            <source>GStreamer or its PipeWire plug-in is missing.</source>
            <translation>GStreamer ou son greffon PipeWire manque.</translation>
        </message>
        <message>
            <source>PipeWire is not running in this session.</source>
            <translation>PipeWire ne tourne pas dans cette session.</translation>
        </message>
        <message>
            <source>%1 may not be written by you.</source>
            <translation>Vous n’avez pas le droit d’écrire sur %1.</translation>
        </message>
        <message>
            <source>Run: sudo usermod -aG video $USER, then log out and in again.</source>
            <translation>Exécutez : sudo usermod -aG video $USER, puis déconnectez-vous et reconnectez-vous.</translation>
        </message>
        <message>
            <source>%1 is not installed.</source>
            <translation>%1 n’est pas installé.</translation>
        </message>
        <message>
            <source>The package sounddevice is missing.</source>
            <translation>Le paquet sounddevice manque.</translation>
        </message>
        <message>
            <source>The library PortAudio is missing.</source>
            <translation>La bibliothèque PortAudio manque.</translation>
        </message>
        <message>
            <source>The microphone %1 is gone.</source>
            <translation>Le microphone %1 a disparu.</translation>
        </message>
        <message>
            <source>Plug it in again, or record without sound.</source>
            <translation>Rebranchez-le, ou enregistrez sans son.</translation>
        </message>
        <message>
            <source>The microphone %1 cannot be used (%2).</source>
            <translation>Le microphone %1 est inutilisable (%2).</translation>
        </message>
        <message>
            <source>The PipeWire camera did not start: %1.</source>
            <translation>La caméra PipeWire n’a pas démarré : %1.</translation>
        </message>
        <message>
            <source>The PipeWire camera stopped: %1.</source>
            <translation>La caméra PipeWire s’est arrêtée : %1.</translation>
        </message>
        <message>
            <source>Applications that show it may have to choose it again.</source>
            <translation>Les programmes qui la montrent devront peut-être la choisir à nouveau.</translation>
        </message>
        <message>
            <source>A virtual camera cannot show %1×%2 pixels.</source>
            <translation>Une caméra virtuelle ne peut pas montrer %1×%2 pixels.</translation>
        </message>
        <message>
            <source>Choose an even width and height.</source>
            <translation>Choisissez une largeur et une hauteur paires.</translation>
        </message>
        <message>
            <source>%1 is damaged.</source>
            <translation>%1 est endommagé.</translation>
        </message>
        <message>
            <source>The virtual camera cannot be used: %1.</source>
            <translation>La caméra virtuelle est inutilisable : %1.</translation>
        </message>
        <message>
            <source>%1 takes no more frames (%2).</source>
            <translation>%1 ne prend plus d’images (%2).</translation>
        </message>
        <message>
            <source>There is no virtual camera (no v4l2loopback device).</source>
            <translation>Il n’y a pas de caméra virtuelle (aucun appareil v4l2loopback).</translation>
        </message>
        <message>
            <source>The camera %1 is not there.</source>
            <translation>La caméra %1 n’est pas là.</translation>
        </message>
        <message>
            <source>No camera was found.</source>
            <translation>Aucune caméra trouvée.</translation>
        </message>
        <message>
            <source>Plug one in, or choose another source.</source>
            <translation>Branchez-en une, ou choisissez une autre source.</translation>
        </message>
        <message>
            <source>%1 is unplugged.</source>
            <translation>%1 est débranchée.</translation>
        </message>
        <message>
            <source>Plug it in again; it is then used again.</source>
            <translation>Rebranchez-la ; elle sera à nouveau utilisée.</translation>
        </message>
        <message>
            <source>%1 cannot be opened.</source>
            <translation>%1 ne peut pas être ouvert.</translation>
        </message>
        <message>
            <source>Plug it in again, into the computer itself rather than a hub; close other programs that use it.</source>
            <translation>Branchez-la à nouveau, sur l’ordinateur plutôt qu’un concentrateur ; fermez les autres programmes qui l’utilisent.</translation>
        </message>
        <message>
            <source>%1 is in use by %2.</source>
            <translation>%1 est utilisée par %2.</translation>
        </message>
        <message>
            <source>Close %1.</source>
            <translation>Fermez %1.</translation>
        </message>
        <message>
            <source>another program</source>
            <translation>un autre programme</translation>
        </message>
        <message>
            <source>%1 is a folder, not a %2.</source>
            <translation>%1 est un dossier, pas : %2.</translation>
        </message>
        <message>
            <source>There is no file %1.</source>
            <translation>Il n’y a pas de fichier %1.</translation>
        </message>
        <message>
            <source>%1 is empty (0 bytes).</source>
            <translation>%1 est vide (0 octet).</translation>
        </message>
        <message>
            <source>Copy or download it again; it did not arrive whole.</source>
            <translation>Copiez ou téléchargez-le à nouveau ; il n’est pas arrivé entier.</translation>
        </message>
        <message>
            <source>%1 is damaged or cut short (%2).</source>
            <translation>%1 est endommagé ou tronqué (%2).</translation>
        </message>
        <message>
            <source>Copy or download the picture again.</source>
            <translation>Copiez ou téléchargez l’image à nouveau.</translation>
        </message>
        <message>
            <source>%1 is not a picture that can be read.</source>
            <translation>%1 n’est pas une image lisible.</translation>
        </message>
        <message>
            <source>Save it as PNG or JPEG (HEIC and RAW photos need converting) and try again.</source>
            <translation>Enregistrez-la en PNG ou JPEG (HEIC et RAW sont à convertir) et réessayez.</translation>
        </message>
        <message>
            <source>%1 is partly transparent; grey is laid behind it.</source>
            <translation>%1 est en partie transparente ; du gris est placé derrière.</translation>
        </message>
        <message>
            <source>%1 is not a video that can be read (%2).</source>
            <translation>%1 n’est pas une vidéo lisible (%2).</translation>
        </message>
        <message>
            <source>%1 holds no video stream.</source>
            <translation>%1 ne contient pas de flux vidéo.</translation>
        </message>
        <message>
            <source>%1 cannot be opened (%2).</source>
            <translation>%1 ne peut pas être ouvert (%2).</translation>
        </message>
        <message>
            <source>Check the address, and that this computer reaches the camera.</source>
            <translation>Vérifiez l’adresse, et que cet ordinateur atteint la caméra.</translation>
        </message>
        <message>
            <source>The connection to %1 broke (%2).</source>
            <translation>La connexion à %1 est rompue (%2).</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>Un nouvel essai se fait tout seul.</translation>
        </message>
        <message>
            <source>%1 sends no pictures.</source>
            <translation>%1 n’envoie pas d’images.</translation>
        </message>
        <message>
            <source>%1 is not the address of a stream.</source>
            <translation>%1 n’est pas l’adresse d’un flux.</translation>
        </message>
        <message>
            <source>%1 holds no video.</source>
            <translation>%1 ne contient pas de vidéo.</translation>
        </message>
        <message>
            <source>%1 has ended.</source>
            <translation>%1 est terminé.</translation>
        </message>
        <message>
            <source>No face was found in %1.</source>
            <translation>Aucun visage trouvé dans %1.</translation>
        </message>
        <message>
            <source>Use a portrait in which the whole face is seen, from the front or slightly from the side, and large enough.</source>
            <translation>Prenez un portrait où l’on voit tout le visage, de face ou légèrement de côté, et assez grand.</translation>
        </message>
        <message>
            <source>The face in %1 is only %2 pixels tall.</source>
            <translation>Le visage dans %1 n’a que %2 pixels de haut.</translation>
        </message>
        <message>
            <source>Use a larger picture, or cut it closer: at least %1 pixels, better 300.</source>
            <translation>Prenez une image plus grande, ou recadrez : au moins %1 pixels, mieux 300.</translation>
        </message>
        <message>
            <source>%1 lay on its side or head; it was turned.</source>
            <translation>%1 était couchée ou à l’envers ; elle a été tournée.</translation>
        </message>
        <message>
            <source>%1 shows %2 faces; %3, counted from the left.</source>
            <translation>%1 montre %2 visages ; %3, à partir de la gauche.</translation>
        </message>
        <message>
            <source>the largest one moves: number %1</source>
            <translation>le plus grand bouge : numéro %1</translation>
        </message>
        <message>
            <source>No process could be started for it: %1.</source>
            <translation>Aucun processus n’a pu être lancé : %1.</translation>
        </message>
        <message>
            <source>Close other programs, and try again.</source>
            <translation>Fermez d’autres programmes, et réessayez.</translation>
        </message>
        <message>
            <source>Close other programs, or raise the limit (ulimit -n 1024), and run it again.</source>
            <translation>Fermez d’autres programmes, ou relevez la limite (ulimit -n 1024), puis réessayez.</translation>
        </message>
        <message>
            <source>Close other programs, raise the limit (ulimit -v), or take smaller pictures.</source>
            <translation>Fermez d’autres programmes, relevez la limite (ulimit -v), ou prenez des images plus petites.</translation>
        </message>
        <message>
            <source>%1 The portrait is shown here only.</source>
            <translation>%1 Le portrait n’est visible qu’ici.</translation>
        </message>
        <message>
            <source>The settings could not be read (%1); kept as %2.</source>
            <translation>Les réglages n’ont pas pu être lus (%1) ; gardés sous %2.</translation>
        </message>
        <message>
            <source>%1 cannot be read (%2).</source>
            <translation>%1 ne peut pas être lu (%2).</translation>
        </message>
        <message>
            <source>Look whether it is switched on.</source>
            <translation>Regardez si elle est allumée.</translation>
        </message>
        <message>
            <source>No face is seen.</source>
            <translation>Aucun visage visible.</translation>
        </message>
        <message>
            <source>Sit before the camera, with light from the front.</source>
            <translation>Placez-vous devant la caméra, avec une lumière de face.</translation>
        </message>
        <message>
            <source>Bring your whole face into the picture.</source>
            <translation>Mettez tout votre visage dans l’image.</translation>
        </message>
        <message>
            <source>Move back, until your whole face is in view.</source>
            <translation>Reculez, jusqu’à ce que tout votre visage soit visible.</translation>
        </message>
        <message>
            <source>Come closer to the camera.</source>
            <translation>Approchez-vous de la caméra.</translation>
        </message>
        <message>
            <source>Turn your face towards the camera.</source>
            <translation>Tournez le visage vers la caméra.</translation>
        </message>
        <message>
            <source>Hold your head still.</source>
            <translation>Gardez la tête immobile.</translation>
        </message>
        <message>
            <source>Keep your eyes open.</source>
            <translation>Gardez les yeux ouverts.</translation>
        </message>
        <message>
            <source>Close your mouth, teeth a little apart.</source>
            <translation>Fermez la bouche, dents un peu écartées.</translation>
        </message>
        <message>
            <source>Relax your face, as if nobody looked.</source>
            <translation>Détendez le visage, comme si personne ne regardait.</translation>
        </message>
        <message>
            <source>Looking at the portrait</source>
            <translation>Examen du portrait</translation>
        </message>
        <message>
            <source>Opening the generator</source>
            <translation>Ouverture du générateur</translation>
        </message>
        <message>
            <source>Finding the driver's resting face</source>
            <translation>Recherche du visage au repos de l’acteur</translation>
        </message>
        <message>
            <source>Seeing how the portrait answers</source>
            <translation>Mesure des réponses du portrait</translation>
        </message>
        <message>
            <source>Moving the portrait</source>
            <translation>Animation du portrait</translation>
        </message>
        <message>
            <source>The worker's process ended by itself (exit %1).</source>
            <translation>Le processus de la tâche s’est terminé de lui-même (code %1).</translation>
        </message>
        <message>
            <source>It may have run out of memory: close other programs, or choose a smaller size.</source>
            <translation>La mémoire a peut-être manqué : fermez d’autres programmes, ou choisissez une taille plus petite.</translation>
        </message>
        <message>
            <source>All that is needed works.</source>
            <translation>Tout le nécessaire fonctionne.</translation>
        </message>
        <message>
            <source>Videos can be moved. To mend for more: %1.</source>
            <translation>Les vidéos peuvent être animées. À réparer pour plus : %1.</translation>
        </message>
        <message>
            <source>To mend: %1.</source>
            <translation>À réparer : %1.</translation>
        </message>
        <message>
            <source>Close the other program that feeds it, or name another device.</source>
            <translation>Fermez l’autre programme qui l’alimente, ou nommez un autre appareil.</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is not installed.</source>
            <translation>Le paquet pyvirtualcam n’est pas installé.</translation>
        </message>
        <message>
            <source>The package sounddevice is not installed.</source>
            <translation>Le paquet sounddevice n’est pas installé.</translation>
        </message>
        <message>
            <source>The library PortAudio is not installed.</source>
            <translation>La bibliothèque PortAudio n’est pas installée.</translation>
        </message>
        <message>
            <source>The certificate %1 cannot be read (%2).</source>
            <translation>Le certificat %1 ne peut pas être lu (%2).</translation>
        </message>
        <message>
            <source>The policy %1 cannot be read (%2).</source>
            <translation>La règle %1 ne peut pas être lue (%2).</translation>
        </message>
        <message>
            <source>Run: %1</source>
            <translation>Exécutez : %1</translation>
        </message>
        <message>
            <source>Moves the photograph and draws mouth and eyes anew.</source>
            <translation>Déplace la photographie et redessine la bouche et les yeux.</translation>
        </message>
        <message>
            <source>Moves the photograph's own pixels and draws nothing: the fastest.</source>
            <translation>Déplace les pixels mêmes de la photographie sans rien dessiner : le plus rapide.</translation>
        </message>
        <message>
            <source>Draws expression and identity, each attended for itself (Ali and Hughes 2020).</source>
            <translation>Dessine l’expression et l’identité, avec une attention propre à chacune (Ali et Hughes 2020).</translation>
        </message>
        <message>
            <source>Redraws the face by action units, taught by its depth (Bodur et al. 2021).</source>
            <translation>Redessine le visage par unités d’action, instruit par sa profondeur (Bodur et al. 2021).</translation>
        </message>
        <message>
            <source>Draws the expression as it is read off the driver's picture (Shao et al. 2021).</source>
            <translation>Dessine l’expression telle qu’elle est lue sur l’image de l’acteur (Shao et al. 2021).</translation>
        </message>
        <message>
            <source>Redraws the face by how far each action unit has changed (Ling et al. 2020).</source>
            <translation>Redessine le visage selon le changement de chaque unité d’action (Ling et al. 2020).</translation>
        </message>
    </context>
    <context>
        <name>PortraitList</name>
        <message>
            <source>Portraits</source>
            <translation>Portraits</translation>
        </message>
        <message>
            <source>shown</source>
            <translation>à l’écran</translation>
        </message>
        <message>
            <source>being prepared</source>
            <translation>en préparation</translation>
        </message>
        <message>
            <source>preparing…</source>
            <translation>préparation…</translation>
        </message>
    </context>
    <context>
        <name>PortraitPage</name>
        <message>
            <source>Who shall move?</source>
            <translation>Qui doit bouger ?</translation>
        </message>
        <message>
            <source>The whole face should be seen, from the front, with the mouth closed.</source>
            <translation>Le visage entier doit être visible, de face et la bouche fermée.</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>Portraits</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>Choisir une image…</translation>
        </message>
        <message>
            <source>Looking for a face in %1 …</source>
            <translation>Recherche d’un visage dans %1…</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Portrait</translation>
        </message>
    </context>
    <context>
        <name>PoseControl</name>
        <message>
            <source>The picture was saved as %1.</source>
            <translation>L’image a été enregistrée sous %1.</translation>
        </message>
    </context>
    <context>
        <name>PosePanel</name>
        <message>
            <source>Left and right apart</source>
            <translation>Gauche et droite à part</translation>
        </message>
        <message>
            <source>Save as a picture…</source>
            <translation>Enregistrer comme image…</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Réinitialiser</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>Tourner</translation>
        </message>
        <message>
            <source>Nod</source>
            <translation>Hocher</translation>
        </message>
        <message>
            <source>Tilt</source>
            <translation>Pencher</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>Tête</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Sourcils</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>Yeux</translation>
        </message>
        <message>
            <source>Mouth and nose</source>
            <translation>Bouche et nez</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>Mâchoire, joues</translation>
        </message>
        <message>
            <source>Save as a picture</source>
            <translation>Enregistrer comme image</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Images</translation>
        </message>
        <message>
            <source>The driver moves the portrait. Stop to edit it by hand.</source>
            <translation>L’acteur anime le portrait. Arrêtez pour le modifier à la main.</translation>
        </message>
        <message>
            <source>Moves the portrait by hand. What it shows already is the middle.</source>
            <translation>Anime le portrait à la main. Ce qu’il montre déjà est le milieu.</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>Natural</source>
            <translation>Naturel</translation>
        </message>
        <message>
            <source>Subtle</source>
            <translation>Discret</translation>
        </message>
        <message>
            <source>Lively</source>
            <translation>Vif</translation>
        </message>
        <message>
            <source>Only the face</source>
            <translation>Visage seul</translation>
        </message>
        <message>
            <source>Steady</source>
            <translation>Stable</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview</source>
            <translation>Aperçu</translation>
        </message>
        <message>
            <source>Wheel: zoom. Drag: move. Double-click: show all.</source>
            <translation>Molette : zoom. Glisser : déplacer. Double-clic : tout voir.</translation>
        </message>
        <message>
            <source>Drop a portrait here, or paste one</source>
            <translation>Déposez ou collez un portrait ici</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>Acteur</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Portrait</translation>
        </message>
        <message>
            <source>Click a face: it drives</source>
            <translation>Cliquez sur un visage : il conduit</translation>
        </message>
        <message>
            <source>The driver appears here</source>
            <translation>L’acteur apparaît ici</translation>
        </message>
        <message>
            <source>Panic: viewers see the standby picture</source>
            <translation>Panique : l’image d’attente est montrée</translation>
        </message>
        <message>
            <source>Frozen</source>
            <translation>Figé</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Démarrage…</translation>
        </message>
        <message>
            <source>● Recording</source>
            <translation>● Enregistrement</translation>
        </message>
        <message>
            <source>Preparing %1…</source>
            <translation>Préparation de %1…</translation>
        </message>
    </context>
    <context>
        <name>ReachPage</name>
        <message>
            <source>Skip this one</source>
            <translation>Passer celle-ci</translation>
        </message>
        <message>
            <source>Now as far as you can</source>
            <translation>Maintenant, le plus possible</translation>
        </message>
        <message>
            <source>Do what is marked, and hold it for a second. If you reach less than the small line, the portrait will answer more strongly.</source>
            <translation>Faites ce qui est marqué, et tenez une seconde. Si vous n’atteignez pas le petit trait, le portrait répondra plus fort.</translation>
        </message>
        <message>
            <source>Smile broadly</source>
            <translation>Souriez largement</translation>
        </message>
        <message>
            <source>Open your mouth</source>
            <translation>Ouvrez la bouche</translation>
        </message>
        <message>
            <source>Raise your brows</source>
            <translation>Levez les sourcils</translation>
        </message>
        <message>
            <source>Close your eyes</source>
            <translation>Fermez les yeux</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Terminé</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Passée</translation>
        </message>
        <message>
            <source>Now, and hold it</source>
            <translation>Maintenant, et tenez</translation>
        </message>
    </context>
    <context>
        <name>ReadingDialog</name>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
    </context>
    <context>
        <name>Recorder</name>
        <message>
            <source>Snapshot saved.</source>
            <translation>Instantané enregistré.</translation>
        </message>
        <message>
            <source>Recording saved.</source>
            <translation>Vidéo enregistrée.</translation>
        </message>
        <message>
            <source>The recording could not be finished.</source>
            <translation>L’enregistrement n’a pas pu être terminé.</translation>
        </message>
        <message>
            <source>The log tells why.</source>
            <translation>Le journal dit pourquoi.</translation>
        </message>
        <message>
            <source>The log has more.</source>
            <translation>Le journal en dit plus.</translation>
        </message>
    </context>
    <context>
        <name>RemoteControl</name>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>C’est un défaut de rtxfer ; le journal en dit plus.</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>There is no portrait to move.</source>
            <translation>Il n’y a pas de portrait à animer.</translation>
        </message>
        <message>
            <source>Drop a picture of a face into the gallery.</source>
            <translation>Déposez l’image d’un visage dans la galerie.</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>C’est un défaut de rtxfer ; le journal en dit plus.</translation>
        </message>
    </context>
    <context>
        <name>SourceList</name>
        <message>
            <source>Sources</source>
            <translation>Sources</translation>
        </message>
    </context>
    <context>
        <name>SourcePanel</name>
        <message>
            <source>This camera mirrors its picture</source>
            <translation>Cette caméra inverse son image</translation>
        </message>
        <message>
            <source>Tick it if text before the camera reads backwards.</source>
            <translation>Cochez si un texte devant la caméra se lit à l’envers.</translation>
        </message>
        <message>
            <source>Take neutral</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>Calibrate…</source>
            <translation>Calibrer…</translation>
        </message>
        <message>
            <source>Look for cameras again</source>
            <translation>Chercher à nouveau les caméras</translation>
        </message>
        <message>
            <source>Add a video file…</source>
            <translation>Ajouter un fichier vidéo…</translation>
        </message>
        <message>
            <source>Add a network stream…</source>
            <translation>Ajouter un flux réseau…</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Retirer de la liste</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>Visage au repos</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>Clip de démonstration</translation>
        </message>
        <message>
            <source>a person, shipped with rtxfer</source>
            <translation>une personne, fourni avec rtxfer</translation>
        </message>
        <message>
            <source>not found at the moment</source>
            <translation>introuvable pour le moment</translation>
        </message>
        <message>
            <source>Looking at %1…</source>
            <translation>Examen de %1…</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>C’est un défaut de rtxfer ; le journal en dit plus.</translation>
        </message>
        <message>
            <source>%1 was removed from the sources.</source>
            <translation>%1 a été retiré des sources.</translation>
        </message>
        <message>
            <source>Add a video</source>
            <translation>Ajouter une vidéo</translation>
        </message>
        <message>
            <source>Add a network stream</source>
            <translation>Ajouter un flux réseau</translation>
        </message>
        <message>
            <source>Address (rtsp://… or http://…)</source>
            <translation>Adresse (rtsp://… ou http://…)</translation>
        </message>
        <message>
            <source>Taken in the first second after Start: relax and look at the camera.</source>
            <translation>Pris dans la première seconde après Démarrer : détendez-vous et regardez la caméra.</translation>
        </message>
        <message>
            <source>Look at the camera and relax; it is being taken.</source>
            <translation>Regardez la caméra et détendez-vous ; il est en cours de prise.</translation>
        </message>
        <message>
            <source>Known. Take it again if the portrait does not rest when you do.</source>
            <translation>Connu. Reprenez-le si le portrait ne repose pas quand vous le faites.</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Status</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Enregistrement</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Qualité</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Caméra</translation>
        </message>
        <message>
            <source>Frames that the camera gives per second</source>
            <translation>Images par seconde données par la caméra</translation>
        </message>
        <message>
            <source>Generated</source>
            <translation>Généré</translation>
        </message>
        <message>
            <source>Different portraits made per second; repeated ones do not count</source>
            <translation>Portraits différents par seconde ; les répétitions ne comptent pas</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Sortie</translation>
        </message>
        <message>
            <source>Frames sent per second</source>
            <translation>Images envoyées par seconde</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Latence</translation>
        </message>
        <message>
            <source>From the capture of a frame to its being sent: half are faster</source>
            <translation>De la capture d’une image à son envoi : la moitié est plus rapide</translation>
        </message>
        <message>
            <source>● Starting</source>
            <translation>● Démarrage</translation>
        </message>
        <message>
            <source>● Stopped</source>
            <translation>● Arrêté</translation>
        </message>
        <message>
            <source>● Recording %1</source>
            <translation>● Enregistrement %1</translation>
        </message>
        <message>
            <source>● Preview only</source>
            <translation>● Aperçu seul</translation>
        </message>
        <message>
            <source>Nothing is sent: this run has no virtual camera. See Output, Send to.</source>
            <translation>Rien n’est envoyé : pas de caméra virtuelle cette fois. Voir Sortie, Envoyer à.</translation>
        </message>
        <message>
            <source>Nothing is sent yet.</source>
            <translation>Rien n’est encore envoyé.</translation>
        </message>
        <message>
            <source>● Nothing is sent</source>
            <translation>● Rien n’est envoyé</translation>
        </message>
        <message>
            <source>The virtual camera takes no pictures; it is tried again.</source>
            <translation>La caméra virtuelle ne prend pas d’images ; nouvel essai en cours.</translation>
        </message>
        <message>
            <source>● Panic</source>
            <translation>● Panique</translation>
        </message>
        <message>
            <source>Viewers see the standby picture.</source>
            <translation>Les spectateurs voient l’image d’attente.</translation>
        </message>
        <message>
            <source>● Frozen</source>
            <translation>● Figé</translation>
        </message>
        <message>
            <source>Viewers see a still picture.</source>
            <translation>Les spectateurs voient une image fixe.</translation>
        </message>
        <message>
            <source>● At rest</source>
            <translation>● Au repos</translation>
        </message>
        <message>
            <source>The source gives no pictures; viewers see the portrait at rest.</source>
            <translation>La source ne donne pas d’images ; les spectateurs voient le portrait au repos.</translation>
        </message>
        <message>
            <source>● Live</source>
            <translation>● En direct</translation>
        </message>
        <message>
            <source>Viewers see the portrait move.</source>
            <translation>Les spectateurs voient le portrait bouger.</translation>
        </message>
        <message>
            <source>%1 pictures a second: close other programs</source>
            <translation>%1 images/s : fermez d’autres programmes</translation>
        </message>
        <message>
            <source>%1 pictures a second: choose Fast</source>
            <translation>%1 images/s : choisissez Rapide</translation>
        </message>
        <message>
            <source>Output, Generator, Quality</source>
            <translation>Sortie, Générateur, Qualité</translation>
        </message>
        <message>
            <source>Measuring this computer, once: %1 %</source>
            <translation>Mesure unique : %1 %</translation>
        </message>
        <message>
            <source>What suits it best is found out while it is live already, and remembered.</source>
            <translation>Le meilleur choix est cherché pendant le direct, et retenu.</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 i/s</translation>
        </message>
        <message>
            <source>Half within %1 ms, 95 % within %2 ms, 99 % within %3 ms</source>
            <translation>La moitié en %1 ms, 95 % en %2 ms, 99 % en %3 ms</translation>
        </message>
        <message>
            <source>Face seen</source>
            <translation>Visage vu</translation>
        </message>
        <message>
            <source>No face</source>
            <translation>Aucun visage</translation>
        </message>
        <message>
            <source>Quality: %1</source>
            <translation>Qualité : %1</translation>
        </message>
        <message>
            <source>With less, so that this computer keeps the rate: %1</source>
            <translation>Avec moins, pour que cet ordinateur garde la cadence : %1</translation>
        </message>
        <message>
            <source>Nothing is left out</source>
            <translation>Rien n’est omis</translation>
        </message>
        <message>
            <source>Chosen by hand</source>
            <translation>Choisi à la main</translation>
        </message>
    </context>
    <context>
        <name>TargetPanel</name>
        <message>
            <source>Add portraits…</source>
            <translation>Ajouter des portraits…</translation>
        </message>
        <message>
            <source>Add all portraits of a folder…</source>
            <translation>Ajouter les portraits d’un dossier…</translation>
        </message>
        <message>
            <source>Paste a portrait</source>
            <translation>Coller un portrait</translation>
        </message>
        <message>
            <source>Remove from the gallery</source>
            <translation>Retirer de la galerie</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>Portraits</translation>
        </message>
        <message>
            <source>drop pictures or folders here</source>
            <translation>déposez ici images ou dossiers</translation>
        </message>
        <message>
            <source>%1 was removed from the gallery.</source>
            <translation>%1 a été retiré de la galerie.</translation>
        </message>
        <message numerus="yes">
            <source>%n pictures cannot be used.</source>
            <translation>
                <numerusform>%n image est inutilisable.</numerusform>
                <numerusform>%n images sont inutilisables.</numerusform>
            </translation>
        </message>
        <message>
            <source>The details say why.</source>
            <translation>Les détails disent pourquoi.</translation>
        </message>
        <message>
            <source>Add portraits</source>
            <translation>Ajouter des portraits</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Images</translation>
        </message>
        <message>
            <source>Add all portraits of a folder</source>
            <translation>Ajouter les portraits d’un dossier</translation>
        </message>
        <message>
            <source>Choose the face that moves…</source>
            <translation>Choisir le visage qui bouge…</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>Start</source>
            <translation>Démarrer</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>Figer la sortie</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>Reprendre le visage au repos</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>Enregistrer un instantané</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>Panique</translation>
        </message>
        <message>
            <source>Apply now</source>
            <translation>Appliquer</translation>
        </message>
        <message>
            <source>Viewers see a standby picture instead of the portrait, at once</source>
            <translation>Les spectateurs voient aussitôt une image d’attente au lieu du portrait</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>Camera settings wait for the next start.</source>
            <translation>Les réglages de la caméra attendent le prochain démarrage.</translation>
        </message>
        <message>
            <source>What you changed waits for the next start.</source>
            <translation>Vos changements attendent le prochain démarrage.</translation>
        </message>
        <message>
            <source>Applying it now ends the recording.</source>
            <translation>Appliquer maintenant termine l’enregistrement.</translation>
        </message>
        <message>
            <source>The driver is not seen for a moment; the portrait rests.</source>
            <translation>L’acteur n’est pas vu un instant ; le portrait se repose.</translation>
        </message>
        <message>
            <source>Viewers lose the camera for a moment.</source>
            <translation>Les spectateurs perdent la caméra un instant.</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Show the window</source>
            <translation>Montrer la fenêtre</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Démarrer</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>Panique</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer : démarré</translation>
        </message>
    </context>
    <context>
        <name>VirtualCameraPage</name>
        <message>
            <source>Into the video call</source>
            <translation>Dans l’appel vidéo</translation>
        </message>
        <message>
            <source>There you choose “rtxfer” as the camera. One of these has to be ready:</source>
            <translation>Choisissez-y « rtxfer » comme caméra. L’une d’elles doit être prête :</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Vérifier à nouveau</translation>
        </message>
        <message>
            <source>Checking …</source>
            <translation>Vérification…</translation>
        </message>
        <message>
            <source>All is ready.</source>
            <translation>Tout est prêt.</translation>
        </message>
        <message>
            <source>You can go on without, and record or look at the portrait here.</source>
            <translation>Vous pouvez continuer sans, et enregistrer ou regarder le portrait ici.</translation>
        </message>
    </context>
    <context>
        <name>_Asking</name>
        <message>
            <source>Stay here</source>
            <translation>Rester ici</translation>
        </message>
        <message>
            <source>Close and work on</source>
            <translation>Fermer et continuer</translation>
        </message>
        <message>
            <source>Stop and close</source>
            <translation>Arrêter et fermer</translation>
        </message>
        <message>
            <source>Unfinished jobs: %1. What shall become of them?</source>
            <translation>Tâches inachevées : %1. Que doivent-elles devenir ?</translation>
        </message>
    </context>
    <context>
        <name>_DonePage</name>
        <message>
            <source>That is all</source>
            <translation>C’est tout</translation>
        </message>
        <message>
            <source>How strongly the portrait will answer you, beside what is usual:</source>
            <translation>La force avec laquelle le portrait vous répondra, comparée à l’habituelle :</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Sourcils</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>Yeux</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>Bouche</translation>
        </message>
        <message>
            <source>Jaw</source>
            <translation>Mâchoire</translation>
        </message>
    </context>
</TS>
