"""Emoji by the names that Slack gives them."""

import re
from typing import Final

TABLE: Final[dict[str, str]] = dict(
    pair.split("=", 1)
    for pair in """
    +1=👍 thumbsup=👍 -1=👎 thumbsdown=👎 x=❌ white_check_mark=✅ heavy_check_mark=✔️ ballot_box_with_check=☑️
    negative_squared_cross_mark=❎ warning=⚠️ question=❓ grey_question=❔ exclamation=❗ bangbang=‼️ no_entry=⛔
    no_entry_sign=🚫 stop_sign=🛑 heavy_plus_sign=➕ heavy_minus_sign=➖ eyes=👀 tada=🎉 confetti_ball=🎊 rocket=🚀
    heart=❤️ yellow_heart=💛 green_heart=💚 blue_heart=💙 purple_heart=💜 orange_heart=🧡 broken_heart=💔 star=⭐
    star2=🌟 sparkles=✨ fire=🔥 zap=⚡ boom=💥 bulb=💡 dart=🎯 trophy=🏆 medal=🏅 100=💯 bell=🔔 no_bell=🔕 memo=📝
    pencil=✏️ pencil2=✏️ pushpin=📌 round_pushpin=📍 paperclip=📎 link=🔗 lock=🔒 unlock=🔓 key=🔑 mag=🔍 mag_right=🔎
    clipboard=📋 page_facing_up=📄 file_folder=📁 open_file_folder=📂 card_index_dividers=🗂️ wastebasket=🗑️ books=📚
    book=📖 bookmark=🔖 label=🏷️ package=📦 gift=🎁 email=📧 envelope=✉️ inbox_tray=📥 outbox_tray=📤 calendar=📅
    date=📅 spiral_calendar_pad=🗓️ alarm_clock=⏰ clock1=🕐 clock9=🕘 hourglass=⌛ hourglass_flowing_sand=⏳
    stopwatch=⏱️ timer_clock=⏲️ bar_chart=📊 chart_with_upwards_trend=📈 chart_with_downwards_trend=📉 moneybag=💰
    dollar=💵 euro=💶 credit_card=💳 scales=⚖️ balance_scale=⚖️ hammer=🔨 wrench=🔧 hammer_and_wrench=🛠️ gear=⚙️
    test_tube=🧪 alembic=⚗️ microscope=🔬 telescope=🔭 thermometer=🌡️ pill=💊 adhesive_bandage=🩹 ambulance=🚑
    busts_in_silhouette=👥 bust_in_silhouette=👤 speech_balloon=💬 left_speech_bubble=🗨️ thought_balloon=💭
    speaking_head_in_silhouette=🗣️ wave=👋 clap=👏 raised_hands=🙌 pray=🙏 handshake=🤝 muscle=💪 point_right=👉
    point_left=👈 point_up=☝️ point_down=👇 ok_hand=👌 raised_hand=✋ writing_hand=✍️ v=✌️ crossed_fingers=🤞
    smile=😄 smiley=😃 grinning=😀 grin=😁 joy=😂 laughing=😆 slightly_smiling_face=🙂 wink=😉 blush=😊 heart_eyes=😍
    thinking_face=🤔 neutral_face=😐 expressionless=😑 confused=😕 worried=😟 cry=😢 sob=😭 weary=😩 tired_face=😫
    angry=😠 rage=😡 scream=😱 fearful=😨 sweat=😓 sweat_smile=😅 relieved=😌 sunglasses=😎 nerd_face=🤓 sleeping=😴
    face_with_rolling_eyes=🙄 shrug=🤷 facepalm=🤦 robot_face=🤖 ghost=👻 see_no_evil=🙈 sun=☀️ sunny=☀️ cloud=☁️
    rainbow=🌈 umbrella=☔ snowflake=❄️ seedling=🌱 herb=🌿 deciduous_tree=🌳 four_leaf_clover=🍀 coffee=☕ pizza=🍕
    cake=🍰 birthday=🎂 apple=🍎 carrot=🥕 house=🏠 house_with_garden=🏡 office=🏢 factory=🏭 hospital=🏥 car=🚗 bike=🚲
    airplane=✈️ ship=🚢 iphone=📱 computer=💻 desktop_computer=🖥️ keyboard=⌨️ printer=🖨️ camera=📷 movie_camera=🎥
    art=🎨 frame_with_picture=🖼️ musical_note=🎵 video_game=🎮 jigsaw=🧩 bridge_at_night=🌉 compass=🧭 world_map=🗺️
    anchor=⚓ construction=🚧 checkered_flag=🏁 triangular_flag_on_post=🚩 white_flag=🏳️ recycle=♻️ infinity=♾️
    arrow_right=➡️ arrow_left=⬅️ arrow_up=⬆️ arrow_down=⬇️ leftwards_arrow_with_hook=↩️ arrow_right_hook=↪️
    arrows_counterclockwise=🔄 twisted_rightwards_arrows=🔀 repeat=🔁 fast_forward=⏩ rewind=⏪ pause_button=⏸️
    arrow_forward=▶️ black_square_for_stop=⏹️ red_circle=🔴 large_orange_circle=🟠 large_yellow_circle=🟡
    large_green_circle=🟢 large_blue_circle=🔵 large_purple_circle=🟣 white_circle=⚪ black_circle=⚫
    large_green_square=🟩 large_yellow_square=🟨 large_red_square=🟥 white_large_square=⬜ black_large_square=⬛
    small_blue_diamond=🔹 large_blue_diamond=🔷 small_orange_diamond=🔸 one=1️⃣ two=2️⃣ three=3️⃣ four=4️⃣ five=5️⃣ six=6️⃣
    seven=7️⃣ eight=8️⃣ nine=9️⃣ zero=0️⃣ keycap_ten=🔟 information_source=ℹ️ new=🆕 ok=🆗 sos=🆘 copyright=©️ tm=™️
    """.split()
)
CODE: Final = re.compile(r":([a-z0-9_+'-]{1,60}):(?::skin-tone-[2-6]:)?")
OFFERED: Final = (
    "+1", "x", "white_check_mark", "eyes", "tada", "heart", "rocket", "thinking_face", "bulb", "fire", "clap", "pray",
    "raised_hands", "joy", "smile", "cry", "warning", "question", "100", "star", "dart", "wave", "-1", "seedling",
)  # fmt: skip


def character(name: str) -> str:
    """Return the emoji of a name; an unknown one stays as it is typed."""
    return TABLE.get(name.partition("::")[0], f":{name}:")


def shown(words: str) -> str:
    """Return words with the emoji that they name."""
    return CODE.sub(lambda found: TABLE.get(found[1], found[0]), words)
